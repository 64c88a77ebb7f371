'use client';
/**
 * The part of a menu that opens: its surface and what stands on it. It arrives after the page
 * (`menu.tsx` holds the button and the names), so the button is not inside but told by `anchor`.
 */
import { Check } from 'lucide-react';
import { Menu as Radix } from 'radix-ui/internal';
import { type RefObject, useRef } from 'react';
import { classNames } from './class-names';
import {
  type MenuCheckItemProps,
  type MenuItemProps,
  type MenuLabelProps,
  type MenuParts,
  MenuPartsContext,
  type MenuProps,
  type MenuRadioGroupProps,
} from './menu-parts';
import { overlaySurface } from './overlay-surface';

export interface MenuSurfaceProps extends Omit<MenuProps, 'trigger'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  /** Ids that tie the button and the menu together for assistive technology. */
  id: string;
  labelledBy: string;
}

export function MenuSurface({
  open,
  onOpenChange,
  anchor,
  id,
  labelledBy,
  children,
  side = 'bottom',
  align = 'start',
  className,
}: MenuSurfaceProps) {
  const leftByPointer = useRef(false);
  return (
    <Radix.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={anchor} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-labelledby={labelledBy}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onInteractOutside={() => {
            leftByPointer.current = true;
          }}
          // Back to the button, unless the reader has already gone elsewhere.
          onCloseAutoFocus={(event) => {
            if (!leftByPointer.current) anchor.current?.focus();
            leftByPointer.current = false;
            event.preventDefault();
          }}
          className={classNames(
            overlaySurface,
            'max-h-[var(--radix-popper-available-height)] min-w-48 overflow-y-auto p-1',
            className,
          )}
        >
          <MenuPartsContext value={PARTS}>{children}</MenuPartsContext>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemBase =
  'relative flex min-h-7 select-none items-center gap-2 rounded-tag px-2 py-1 text-sm outline-none data-[highlighted]:bg-raised data-[disabled]:text-text-3 [&_svg]:size-4';

function Item({ children, onSelect, icon, hint, danger = false, disabled = false, asChild }: MenuItemProps) {
  const classes = classNames(itemBase, danger ? 'text-failing' : 'text-text');
  const handler = onSelect === undefined ? {} : { onSelect };
  if (asChild === true) {
    return (
      <Radix.Item asChild disabled={disabled} className={classes} {...handler}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item disabled={disabled} className={classes} {...handler}>
      {icon !== undefined && <span className={danger ? '' : 'text-text-3'}>{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="ml-4 text-text-3 text-xs">{hint}</span>}
    </Radix.Item>
  );
}

function CheckItem({ checked, onCheckedChange, children, hint, disabled = false }: MenuCheckItemProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
      disabled={disabled}
      className={classNames(itemBase, 'pl-8')}
    >
      <Radix.ItemIndicator className="absolute left-2 text-accent">
        <Check aria-hidden="true" />
      </Radix.ItemIndicator>
      <span className="min-w-0 flex-1">{children}</span>
      {hint !== undefined && <span className="ml-4 text-text-3 text-xs">{hint}</span>}
    </Radix.CheckboxItem>
  );
}

function RadioGroup({ value, onValueChange, options }: MenuRadioGroupProps<string>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className={classNames(itemBase, 'pl-8')}
        >
          <Radix.ItemIndicator className="absolute left-2 text-accent">
            <Check aria-hidden="true" />
          </Radix.ItemIndicator>
          <span className="min-w-0 flex-1">{option.label}</span>
          {option.hint !== undefined && <span className="ml-4 text-text-3 text-xs">{option.hint}</span>}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

function Label({ children }: MenuLabelProps) {
  return <Radix.Label className="px-2 pt-2 pb-1 font-medium text-2xs text-text-3">{children}</Radix.Label>;
}

function Separator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

const PARTS: MenuParts = { Item, CheckItem, RadioGroup, Label, Separator };
