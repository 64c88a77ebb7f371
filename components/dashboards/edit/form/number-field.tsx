'use client';
/** A number, or nothing. What is no number is not taken over, and said. */
import { useState } from 'react';
import { TextField } from '@/components/ui/text-field';

export interface NumberFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: number | null | undefined;
  /** null = left empty. */
  readonly onValue: (value: number | null) => void;
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, onValue, placeholder, className, labelHidden = false } = props;
  const given = value === null || value === undefined ? '' : String(value);
  /** What is typed and not taken over yet. */
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? given;
  const mistake = mistakeIn(text, props);
  return (
    <TextField
      label={label}
      labelHidden={labelHidden}
      size="sm"
      inputMode="decimal"
      value={text}
      placeholder={placeholder}
      error={mistake ?? undefined}
      {...(className === undefined ? {} : { className })}
      onChange={(event) => {
        const next = event.target.value;
        setDraft(next);
        if (mistakeIn(next, props) === null) onValue(next.trim() === '' ? null : Number(next));
      }}
      onBlur={() => mistake === null && setDraft(null)}
    />
  );
}

/** As a sentence; null = it can be taken. */
export function mistakeIn(
  text: string,
  { least, most, whole = false }: Pick<NumberFieldProps, 'least' | 'most' | 'whole'>,
): string | null {
  if (text.trim() === '') return null;
  const number = Number(text);
  if (!Number.isFinite(number)) return 'This is no number.';
  if (whole && !Number.isInteger(number)) return 'It must be a whole number.';
  if (least !== undefined && number < least) return `It must be ${least} at least.`;
  if (most !== undefined && number > most) return `It must be ${most} at most.`;
  return null;
}
