'use client';
/** From when on a difference is a change: each with its unit. */
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { inputBase } from '@/components/ui/text-field';
import {
  type ChangeThresholds,
  DEFAULT_CHANGE_THRESHOLDS,
  thresholdsOfText,
  thresholdsText,
} from '@/lib/graph/compare/thresholds';
import { thresholdWords } from './change-words';

interface Field {
  readonly key: keyof ChangeThresholds;
  readonly label: string;
  readonly unit: string;
  /** What is typed, by what is kept. */
  readonly factor: number;
}

const FIELDS: readonly Field[] = [
  { key: 'rateShare', label: 'Rate, relative', unit: '%', factor: 100 },
  { key: 'errorPoints', label: 'Errors, difference', unit: 'points', factor: 100 },
  { key: 'latencyMs', label: 'p95, at least', unit: 'ms', factor: 1 },
  { key: 'latencyShare', label: 'p95, and at least', unit: '%', factor: 100 },
  { key: 'leastRequests', label: 'Judged from', unit: 'requests', factor: 1 },
];

export interface ThresholdsFormProps {
  readonly thresholds: ChangeThresholds;
  /** null = the usual ones. */
  readonly onChange: (text: string | null) => void;
}

export function ThresholdsForm({ thresholds, onChange }: ThresholdsFormProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="What counts as a change"
      align="start"
      open={open}
      onOpenChange={setOpen}
      className="w-80 p-3"
      trigger={
        <Button>
          <span className="font-normal text-text-3 max-xl:hidden">Changes above</span>
          {thresholdWords(thresholds)}
          <ChevronDown aria-hidden="true" className="text-text-3" />
        </Button>
      }
    >
      <Fields
        key={thresholdsText(thresholds)}
        thresholds={thresholds}
        onChange={(text) => {
          onChange(text);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function Fields({ thresholds, onChange }: ThresholdsFormProps) {
  const [draft, setDraft] = useState(() =>
    Object.fromEntries(
      FIELDS.map(({ key, factor }) => [key, String(Number((thresholds[key] * factor).toPrecision(6)))]),
    ),
  );
  const text = thresholdsText(
    Object.fromEntries(
      FIELDS.map(({ key, factor }) => [key, Number((Number(draft[key] || Number.NaN) / factor).toFixed(6))]),
    ) as unknown as ChangeThresholds,
  );
  const valid = thresholdsOfText(text) !== null;
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onChange(text === thresholdsText(DEFAULT_CHANGE_THRESHOLDS) ? null : text);
      }}
    >
      {FIELDS.map(({ key, label, unit }) => (
        <label key={key} className="grid grid-cols-[1fr_84px_56px] items-center gap-2 text-xs">
          <span className="text-text-2">{label}</span>
          <input
            inputMode="decimal"
            value={draft[key] ?? ''}
            onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
            className={`${inputBase} h-7 px-2 text-right text-xs tabular-nums`}
          />
          <span className="text-text-3">{unit}</span>
        </label>
      ))}
      {!valid && (
        <p role="alert" className="text-failing text-xs">
          Enter a number of zero or more in each.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={() => onChange(null)}>
          As usual
        </Button>
        <Button type="submit" variant="primary" disabled={!valid}>
          Apply
        </Button>
      </div>
    </form>
  );
}
