'use client';
/** How much less time something is imagined to take. */
import { SegmentedControl } from '@/components/ui/segmented-control';

export const FACTORS = [
  { value: '0.75', label: '¾', title: 'Three quarters of its time' },
  { value: '0.5', label: 'Half', title: 'Half of its time' },
  { value: '0.1', label: '⅒', title: 'A tenth of its time' },
  { value: '0', label: 'None', title: 'No time at all' },
] as const;
export type Factor = (typeof FACTORS)[number]['value'];

export interface FactorChoiceProps {
  readonly value: Factor;
  readonly onChange: (value: Factor) => void;
}

export function FactorChoice({ value, onChange }: FactorChoiceProps) {
  return <SegmentedControl label="Imagined time" value={value} onValueChange={onChange} segments={FACTORS} />;
}
