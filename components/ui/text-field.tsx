'use client';
/**
 * A labelled one-line input with hint and error; the error is announced and tied to the input. Within `data-untouched`
 * it only says what is needed: nobody has done anything wrong yet.
 */
import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'size'> {
  label: string;
  /** Hides the label from sight where the place says what it is. */
  labelHidden?: boolean;
  hint?: string;
  error?: string | undefined;
  size?: 'sm' | 'md' | 'lg';
  mono?: boolean;
}

const SIZES = { sm: 'h-7 px-2 text-xs', md: 'h-8 px-2.5 text-sm', lg: 'h-10 px-3 text-base' };

export const inputBase =
  'w-full min-w-0 rounded-control border border-control bg-surface text-text outline-offset-0 hover:border-text-3 focus-visible:border-accent disabled:bg-raised disabled:text-text-3 aria-invalid:border-failing in-data-untouched:aria-invalid:border-control';

export function TextField({
  label,
  labelHidden = false,
  hint,
  error,
  size = 'md',
  mono = false,
  className,
  id,
  ...rest
}: TextFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const described = [hint !== undefined && `${inputId}-hint`, error !== undefined && `${inputId}-error`];
  return (
    <div className={classNames('grid content-start gap-1', className)}>
      <label htmlFor={inputId} className={labelHidden ? 'sr-only' : 'font-medium text-text-2 text-xs'}>
        {label}
      </label>
      <input
        id={inputId}
        className={classNames(inputBase, SIZES[size], mono && 'font-mono')}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        {...rest}
      />
      {hint !== undefined && (
        <p id={`${inputId}-hint`} className="text-text-3 text-xs">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p
          id={`${inputId}-error`}
          role="alert"
          className="text-failing text-xs in-data-untouched:text-text-3"
        >
          {error}
        </p>
      )}
    </div>
  );
}
