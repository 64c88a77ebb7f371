'use client';
/** How many traces are looked at. */
import { Select } from '@/components/ui/select';

const LIMITS = ['20', '50', '100', '200', '500', '1000', '1500'];

export interface LimitFieldProps {
  readonly limit: number;
  readonly onChoose: (limit: number) => void;
}

export function LimitField({ limit, onChoose }: LimitFieldProps) {
  const limits = LIMITS.includes(String(limit)) ? LIMITS : [String(limit), ...LIMITS];
  return (
    <Select
      label="Look at"
      showLabel
      size="md"
      value={String(limit)}
      onValueChange={(chosen) => onChoose(Number(chosen))}
      options={limits.map((value) => ({ value, label: Number(value).toLocaleString('en') }))}
      className="w-36"
    />
  );
}
