'use client';
/** A labelled check box; `mixed` for a group of which some are chosen. */
import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface CheckboxProps {
  checked: boolean | 'mixed';
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  /** Hides the label from sight, as in the cells of a table. */
  labelHidden?: boolean;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({
  checked,
  onCheckedChange,
  label,
  labelHidden = false,
  hint,
  disabled = false,
  className,
}: CheckboxProps) {
  const id = useId();
  return (
    <span className={classNames('flex min-h-6 items-start gap-2 py-0.5', className)}>
      <Radix.Root
        id={id}
        checked={checked === 'mixed' ? 'indeterminate' : checked}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        disabled={disabled}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-tag border border-control bg-surface text-on-accent after:absolute after:size-6 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent disabled:bg-raised"
      >
        <Radix.Indicator>
          {checked === 'mixed' ? (
            <Minus aria-hidden="true" className="size-3" strokeWidth={3} />
          ) : (
            <Check aria-hidden="true" className="size-3" strokeWidth={3} />
          )}
        </Radix.Indicator>
      </Radix.Root>
      <label
        htmlFor={id}
        className={labelHidden ? 'sr-only' : classNames('text-sm', disabled && 'text-text-3')}
      >
        {label}
        {hint !== undefined && <span className="block text-text-3 text-xs">{hint}</span>}
      </label>
    </span>
  );
}
