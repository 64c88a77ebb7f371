'use client';
/** Rows of the options: a check box or a choice, each with a word of explanation. */
import { type ReactNode, useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { classNames } from '@/components/ui/class-names';

export function OptionGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a part of a grid in every browser
    <section role="group" aria-labelledby={id}>
      <h3 id={id} className="mb-1 font-semibold text-text text-xs">
        {title}
      </h3>
      {children}
    </section>
  );
}

export interface OptionProps {
  readonly label: string;
  /** What it does, in a few words. */
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Option({ label, hint, checked, onChange, disabled = false }: OptionProps) {
  return (
    <Checkbox
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      label={<span className="text-xs">{label}</span>}
      hint={<span className="text-2xs leading-[14px]">{hint}</span>}
    />
  );
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly hint?: string;
  }[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
}

/** One of a few, as native radios: arrow keys, names and groups come with them. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="mt-1.5 mb-1.5 min-w-0 first-of-type:mt-0">
      <legend className={classNames('pb-0.5 text-2xs', disabled ? 'text-text-3' : 'text-text-2')}>
        {label}
      </legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            'flex min-h-6 items-start gap-2 py-0.5 text-xs',
            disabled ? 'text-text-3' : 'cursor-pointer',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-[var(--accent)]"
          />
          <span className="min-w-0">
            {option.label}
            {option.hint !== undefined && (
              <span className="block text-2xs text-text-3 leading-[14px]">{option.hint}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
