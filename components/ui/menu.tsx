'use client';
/** A menu of actions or choices that a button opens. */
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';
import { overlaySurface } from './popover';

export interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
}

export function Menu({ trigger, children, side = 'bottom', align = 'start', className }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className={classNames(
            overlaySurface,
            'max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-48 overflow-y-auto p-1',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemBase =
  'relative flex min-h-7 select-none items-center gap-2 rounded-tag px-2 py-1 text-sm outline-none data-[highlighted]:bg-raised data-[disabled]:text-text-3 [&_svg]:size-4';

export interface MenuItemProps {
  children: ReactNode;
  onSelect?: (event: Event) => void;
  icon?: ReactNode;
  /** Muted, at the far end: a key, a figure. */
  hint?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  /** The child is a link that becomes the item. */
  asChild?: boolean;
}

export function MenuItem({
  children,
  onSelect,
  icon,
  hint,
  danger = false,
  disabled = false,
  asChild,
}: MenuItemProps) {
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

export interface MenuCheckItemProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** Stays open, so that several can be switched at once. */
export function MenuCheckItem({
  checked,
  onCheckedChange,
  children,
  hint,
  disabled = false,
}: MenuCheckItemProps) {
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

export interface MenuRadioGroupProps<T extends string> {
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
}

export function MenuRadioGroup<T extends string>({ value, onValueChange, options }: MenuRadioGroupProps<T>) {
  return (
    <Radix.RadioGroup
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onValueChange(chosen.value);
      }}
    >
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

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-2 pb-1 font-medium text-2xs text-text-3">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
