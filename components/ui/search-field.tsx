'use client';
/** A search box: magnifier, text, a cross that clears. Esc clears first and only then closes what is around it. */
import { Search, X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { inputBase } from './text-field';

export interface SearchFieldProps
  extends Omit<ComponentProps<'input'>, 'size' | 'value' | 'onChange' | 'type'> {
  /** The accessible name; also the placeholder when none is given. */
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  size?: 'sm' | 'md';
  /** Stands before the cross: "2 of 14", arrows. */
  trailing?: ReactNode;
}

export function SearchField({
  label,
  value,
  onValueChange,
  size = 'sm',
  trailing,
  className,
  placeholder,
  onKeyDown,
  ...rest
}: SearchFieldProps) {
  return (
    <div className={classNames('relative flex min-w-0 items-center', className)}>
      <Search aria-hidden="true" className="pointer-events-none absolute left-2.5 size-3.5 text-text-3" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key === 'Escape' && value !== '' && !event.defaultPrevented) {
            event.preventDefault();
            event.stopPropagation();
            onValueChange('');
          }
        }}
        className={classNames(
          inputBase,
          'pl-8',
          trailing === undefined ? 'pr-8' : 'pr-24',
          size === 'sm' ? 'h-7 text-xs' : 'h-8 text-sm',
        )}
        {...rest}
      />
      <span className="absolute right-1 flex items-center gap-1 text-text-3 text-xs">
        {trailing}
        {value !== '' && (
          <button
            type="button"
            aria-label="Clear"
            onClick={() => onValueChange('')}
            className="grid size-6 place-items-center rounded-tag hover:bg-raised hover:text-text"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        )}
      </span>
    </div>
  );
}
