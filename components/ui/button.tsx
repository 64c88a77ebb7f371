/** Buttons: 28 px in bars, 32 px in forms and dialogs. A link that acts as a button takes `asChild`. */
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export type ButtonVariant = 'default' | 'primary' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `danger` is for destructive actions only. */
  variant?: ButtonVariant;
  /** `sm` 28 px (bars), `md` 32 px. */
  size?: ButtonSize;
  /** Shows a spinner and refuses clicks; the words stay, so that nothing jumps. */
  busy?: boolean;
  /** Pressed look of a toggle; set `aria-pressed` yourself where it is one. */
  active?: boolean;
  asChild?: boolean;
}

const VARIANTS: Record<ButtonVariant, string> = {
  default: 'border-line bg-surface text-text hover:bg-raised',
  primary:
    'border-accent bg-accent text-on-accent hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--text))]',
  quiet: 'border-transparent bg-transparent text-text-2 hover:bg-raised hover:text-text',
  danger:
    'border-line bg-surface text-failing hover:border-failing-line hover:bg-failing-wash focus-visible:outline-failing',
};

const ACTIVE = 'border-accent bg-accent-wash text-accent hover:bg-accent-wash';

const SIZES: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-xs [&_svg]:size-3.5',
  md: 'h-8 px-3 text-sm [&_svg]:size-4',
};

export const controlBase =
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium transition-colors duration-75 select-none';

const disabledLook =
  'disabled:border-line disabled:bg-raised disabled:text-text-3 disabled:hover:bg-raised aria-disabled:text-text-3';

export function Button({
  variant = 'default',
  size = 'sm',
  busy = false,
  active = false,
  asChild = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = classNames(
    controlBase,
    // In place of the variant: of two backgrounds the later in the style sheet would win.
    active ? ACTIVE : VARIANTS[variant],
    SIZES[size],
    disabledLook,
    className,
  );
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <LoaderCircle className="animate-spin" aria-hidden="true" />}
      {children}
    </button>
  );
}
