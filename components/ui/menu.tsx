'use client';
/** A menu of actions or choices that a button opens. What opens is loaded after the page. */
import { Slot } from 'radix-ui';
import { type KeyboardEvent, type PointerEvent, useContext, useId, useRef, useState } from 'react';
import { DeferredPart, useDeferred } from './deferred';
import {
  type MenuCheckItemProps,
  type MenuItemProps,
  type MenuLabelProps,
  type MenuParts,
  MenuPartsContext,
  type MenuProps,
  type MenuRadioGroupProps,
} from './menu-parts';

const menuSurface = new DeferredPart(async () => (await import('./surfaces')).MenuSurface);

const OPENING_KEYS = ['Enter', ' ', 'ArrowDown'];

export function Menu({ trigger, ...surface }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLElement>(null);
  const buttonId = useId();
  const menuId = useId();
  const MenuSurface = useDeferred(menuSurface, open);
  const shown = open && MenuSurface !== null;
  // As https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ has it.
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    setOpen((now) => !now);
    // The menu takes the focus, so the press must not give it to the button after that.
    if (!open) event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.includes(event.key)) return;
    setOpen((now) => event.key === 'ArrowDown' || !now);
    event.preventDefault();
  };
  return (
    <>
      <Slot.Root
        ref={button}
        id={buttonId}
        aria-haspopup="menu"
        aria-expanded={shown}
        aria-controls={shown ? menuId : undefined}
        data-state={shown ? 'open' : 'closed'}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      >
        {trigger}
      </Slot.Root>
      {MenuSurface !== null && (
        <MenuSurface
          {...surface}
          open={open}
          onOpenChange={setOpen}
          anchor={button}
          id={menuId}
          labelledBy={buttonId}
        />
      )}
    </>
  );
}

function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (parts === null) throw new Error('Items of a menu stand inside a <Menu>.');
  return parts;
}

export function MenuItem(props: MenuItemProps) {
  const { Item } = useMenuParts();
  return <Item {...props} />;
}

/** Stays open, so that several can be switched at once. */
export function MenuCheckItem(props: MenuCheckItemProps) {
  const { CheckItem } = useMenuParts();
  return <CheckItem {...props} />;
}

export function MenuRadioGroup<T extends string>({ value, onValueChange, options }: MenuRadioGroupProps<T>) {
  const { RadioGroup } = useMenuParts();
  const choose = (next: string) => {
    const chosen = options.find((option) => option.value === next);
    if (chosen !== undefined) onValueChange(chosen.value);
  };
  return <RadioGroup value={value} onValueChange={choose} options={options} />;
}

export function MenuLabel(props: MenuLabelProps) {
  const { Label } = useMenuParts();
  return <Label {...props} />;
}

export function MenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator />;
}
