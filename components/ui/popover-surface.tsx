'use client';
/** The part of a popover that opens. Its button is elsewhere (`popover.tsx`) and told by `anchor`. */
import { Popover as Radix } from 'radix-ui';
import { type RefObject, useRef } from 'react';
import { classNames } from './class-names';
import { overlaySurface } from './overlay-surface';
import type { PopoverProps } from './popover';

export interface PopoverSurfaceProps extends Omit<PopoverProps, 'trigger' | 'open' | 'onOpenChange'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  id: string;
}

export function PopoverSurface({
  open,
  onOpenChange,
  anchor,
  id,
  label,
  children,
  side = 'bottom',
  align = 'end',
  className,
}: PopoverSurfaceProps) {
  const leftByPointer = useRef(false);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={anchor} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onInteractOutside={(event) => {
            // The button closes by its own click; closing here too would let that click open it again.
            if (event.target instanceof Node && anchor.current?.contains(event.target))
              event.preventDefault();
            else leftByPointer.current = true;
          }}
          // Back to the button, unless the reader has already gone elsewhere.
          onCloseAutoFocus={(event) => {
            if (!leftByPointer.current) anchor.current?.focus();
            leftByPointer.current = false;
            event.preventDefault();
          }}
          className={classNames(
            overlaySurface,
            'max-h-[min(640px,var(--radix-popover-content-available-height))] overflow-y-auto',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
