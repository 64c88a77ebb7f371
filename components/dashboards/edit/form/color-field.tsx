'use client';
/** A colour by its name in the palette, which both themes know, or a value of its own. */
import { cssColor } from '@/components/dashboards/color';
import { ChoiceField } from './choice-field';

const NAMES = ['green', 'yellow', 'orange', 'red', 'blue', 'purple', 'text', 'transparent'];
const SHADES = ['light', 'dark'];

const PALETTE: readonly string[] = [
  ...NAMES,
  ...NAMES.slice(0, 6).flatMap((name) => SHADES.map((shade) => `${shade}-${name}`)),
];

export interface ColorFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

export function ColorField({ label, value, onValue }: ColorFieldProps) {
  const known = PALETTE.includes(value) ? PALETTE : [value, ...PALETTE];
  return (
    <div className="grid grid-cols-[12px_minmax(0,1fr)] items-end gap-1.5">
      <span
        aria-hidden="true"
        className="mb-2 size-3 rounded-full border border-control"
        style={{ background: cssColor(value) ?? 'transparent' }}
      />
      <ChoiceField
        label={label}
        value={value}
        onValue={onValue}
        options={known.map((name) => ({ value: name, label: name === '' ? 'none' : name }))}
      />
    </div>
  );
}
