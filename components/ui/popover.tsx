'use client';
/** A surface that a button opens beside itself, for choices that need more than a menu. It is loaded after the page. */
import { Slot } from 'radix-ui';
import { type ReactElement, type ReactNode, useId, useRef, useState } from 'react';
import { DeferredPart, useDeferred } from './deferred';

export interface PopoverProps {
  /** A button; it is told whether it is open. */
  trigger: ReactElement;
  /** The accessible name of the surface. */
  label: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
}

const popoverSurface = new DeferredPart(async () => (await import('./surfaces')).PopoverSurface);

/** Without `open` it keeps for itself whether it is. */
export function Popover({ trigger, open: given, onOpenChange, ...surface }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const button = useRef<HTMLElement>(null);
  const surfaceId = useId();
  const PopoverSurface = useDeferred(popoverSurface, open);
  const shown = open && PopoverSurface !== null;
  return (
    <>
      <Slot.Root
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={shown}
        aria-controls={shown ? surfaceId : undefined}
        data-state={shown ? 'open' : 'closed'}
        onClick={() => change(!open)}
      >
        {trigger}
      </Slot.Root>
      {PopoverSurface !== null && (
        <PopoverSurface {...surface} open={open} onOpenChange={change} anchor={button} id={surfaceId} />
      )}
    </>
  );
}
