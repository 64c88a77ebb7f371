'use client';
/** One of many under its label. */
import { Select, type SelectOption } from '@/components/ui/select';

export interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly onValue: (value: T) => void;
}

export function ChoiceField<T extends string>({ label, value, options, onValue }: ChoiceFieldProps<T>) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <span aria-hidden="true" className="font-medium text-text-2 text-xs">
        {label}
      </span>
      <Select
        label={label}
        value={value}
        options={options}
        onValueChange={onValue}
        className="w-full min-w-0 justify-start"
      />
    </div>
  );
}

/** Options whose words are their values. */
export function plainOptions<const T extends string>(values: readonly T[]): readonly SelectOption<T>[] {
  return values.map((value) => ({ value, label: wordsOf(value) }));
}

function wordsOf(value: string): string {
  const words = value.replaceAll('_', ' ').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
