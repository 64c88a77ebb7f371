/** What a menu is made of, by name, so that menus can be written down before the part that draws them is there. */
import { type ComponentType, createContext, type ReactElement, type ReactNode } from 'react';

export interface MenuProps {
  /** A button; it is told whether its menu is open. */
  trigger: ReactElement;
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  className?: string;
}

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

export interface MenuCheckItemProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface MenuRadioGroupProps<T extends string> {
  value: T;
  onValueChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
}

export interface MenuLabelProps {
  children: ReactNode;
}

/** The drawn parts. */
export interface MenuParts {
  Item: ComponentType<MenuItemProps>;
  CheckItem: ComponentType<MenuCheckItemProps>;
  RadioGroup: ComponentType<MenuRadioGroupProps<string>>;
  Label: ComponentType<MenuLabelProps>;
  Separator: ComponentType;
}

/** Given by the surface to what stands on it; null outside of one. */
export const MenuPartsContext = createContext<MenuParts | null>(null);
