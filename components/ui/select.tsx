'use client';
/** One of many, drawn as a control with its name before the value: "Graph  Versioned app". */
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useNonce } from '@/components/shell/nonce';
import { type ButtonSize, controlBase } from './button';
import { classNames } from './class-names';
import { overlaySurface } from './overlay-surface';

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  /** A second, muted line. */
  hint?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<T extends string> {
  label: string;
  /** The label is drawn before the value; without it, it is only the accessible name. */
  showLabel?: boolean;
  value: T;
  onValueChange: (value: T) => void;
  options: readonly SelectOption<T>[];
  size?: ButtonSize;
  disabled?: boolean;
  placeholder?: string;
  className?: string;
}

export function Select<T extends string>({
  label,
  showLabel = false,
  value,
  onValueChange,
  options,
  size = 'sm',
  disabled = false,
  placeholder = 'Choose',
  className,
}: SelectProps<T>) {
  const nonce = useNonce();
  const chosen = options.find((option) => option.value === value);
  const pick = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option !== undefined) onValueChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={pick} disabled={disabled}>
      <Radix.Trigger
        aria-label={`${label}: ${chosen?.label ?? placeholder}`}
        className={classNames(
          controlBase,
          'border-line bg-surface text-text hover:bg-raised disabled:bg-raised disabled:text-text-3',
          size === 'sm' ? 'h-7 px-2.5 text-xs' : 'h-8 px-3 text-sm',
          className,
        )}
      >
        {showLabel && <span className="font-normal text-text-3">{label}</span>}
        <span className="min-w-0 truncate">{chosen?.label ?? placeholder}</span>
        <ChevronDown aria-hidden="true" className="ml-auto size-3.5 text-text-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          collisionPadding={12}
          className={classNames(
            overlaySurface,
            'max-h-[min(420px,var(--radix-select-content-available-height))] min-w-[max(var(--radix-select-trigger-width),160px)] overflow-hidden',
          )}
        >
          <Radix.Viewport nonce={nonce} className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                textValue={option.label}
                className="relative flex min-h-7 select-none items-center rounded-tag py-1 pr-3 pl-8 text-sm outline-none data-[disabled]:text-text-3 data-[highlighted]:bg-raised"
              >
                <Radix.ItemIndicator className="absolute left-2 text-accent">
                  <Check aria-hidden="true" className="size-4" />
                </Radix.ItemIndicator>
                <span>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint !== undefined && (
                    <span className="block text-text-3 text-xs">{option.hint}</span>
                  )}
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
