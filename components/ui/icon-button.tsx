'use client';
/** A square button that shows only an icon; its label is its accessible name and its tooltip. */
import type { ReactNode } from 'react';
import { type ButtonProps, type ButtonSize, controlBase } from './button';
import { classNames } from './class-names';
import { Tooltip } from './tooltip';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'asChild' | 'busy'> {
  /** What it does: "Close", "Zoom in". */
  label: string;
  /** Shown in the tooltip after the label. */
  shortcut?: string;
  children: ReactNode;
}

const SIZES: Record<ButtonSize, string> = { sm: 'size-7 [&_svg]:size-4', md: 'size-8 [&_svg]:size-4' };

export function IconButton({
  label,
  shortcut,
  variant = 'quiet',
  size = 'sm',
  active = false,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={shortcut === undefined ? label : `${label} · ${shortcut}`}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          controlBase,
          SIZES[size],
          variant === 'quiet'
            ? 'border-transparent text-text-2 hover:bg-raised hover:text-text'
            : 'border-line bg-surface text-text-2 hover:bg-raised hover:text-text',
          variant === 'danger' && 'text-failing',
          'disabled:text-text-3 disabled:opacity-60 disabled:hover:bg-transparent',
          active && 'bg-accent-wash text-accent hover:bg-accent-wash hover:text-accent',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
