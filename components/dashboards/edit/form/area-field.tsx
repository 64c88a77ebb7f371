'use client';
/** Text of several lines under its label. */
import { useId } from 'react';
import { inputBase } from '@/components/ui/text-field';

export interface AreaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly rows?: number;
  readonly mono?: boolean;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly onBlur?: () => void;
}

export function AreaField(props: AreaFieldProps) {
  const { label, value, onValue, rows = 3, mono = false, error, hint, onBlur } = props;
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-text-2 text-xs">
        {label}
      </label>
      <textarea
        id={id}
        value={value}
        rows={rows}
        spellCheck={!mono}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => onValue(event.target.value)}
        onBlur={onBlur}
        className={`${inputBase} px-2 py-1.5 text-xs ${mono ? 'font-mono' : ''}`}
      />
      {hint !== undefined && <p className="text-text-3 text-xs">{hint}</p>}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-failing text-xs">
          {error}
        </p>
      )}
    </div>
  );
}
