'use client';
/** How the traces are told apart, and where the sets part. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { inputText, instantOfInput } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { ChoiceField } from '@/components/traces/choice-field';
import { traceExamplesQuery } from '@/components/traces/queries';
import { classNames } from '@/components/ui/class-names';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { inputBase, TextField } from '@/components/ui/text-field';
import { quantityText } from '@/lib/mesh/quantity';
import { DEFAULT_FIELD, type Split } from '@/lib/traces/compare/splits';

const SPLIT_SEGMENTS = [
  { value: 'failed', label: 'Failed', title: 'Failed traces against those without a failure' },
  { value: 'slow', label: 'Slow', title: 'Slow traces against the others' },
  { value: 'moment', label: 'Moment', title: 'Traces after a moment against those before it' },
  {
    value: 'versions',
    label: 'Version',
    title: 'Traces by one version, or value of any attribute, against another',
  },
] as const;

export interface SplitFieldsProps {
  readonly split: Split;
  readonly at: string;
  readonly by: string;
  /** Of the search, for values that may be chosen. */
  readonly params: URLSearchParams;
  /** What the server chose where `at` is empty: µs or Unix seconds. */
  readonly chosen: number | null;
  readonly onSplit: (split: Split) => void;
  readonly onAt: (at: string) => void;
  readonly onBy: (by: string) => void;
}

export function SplitFields(props: SplitFieldsProps) {
  const { split, onSplit } = props;
  return (
    <>
      <SegmentedControl
        label="How traces are told apart"
        value={split}
        segments={SPLIT_SEGMENTS}
        onValueChange={onSplit}
      />
      {split === 'slow' && <SlowField {...props} />}
      {split === 'moment' && <MomentField {...props} />}
      {split === 'versions' && <ValueFields {...props} />}
    </>
  );
}

function SlowField({ at, chosen, onAt }: SplitFieldsProps) {
  const [draft, setDraft] = useState(at);
  useEffect(() => setDraft(at), [at]);
  return (
    <TextField
      label="Slow from"
      labelHidden
      title="Duration of the trace from which on it counts as slow"
      placeholder={chosen === null ? 'slowest tenth' : `from ${quantityText(chosen, 'us')}`}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => draft.trim() !== at && onAt(draft.trim())}
      onKeyDown={(event) => event.key === 'Enter' && onAt(draft.trim())}
      className="w-32"
    />
  );
}

function MomentField({ at, chosen, onAt }: SplitFieldsProps) {
  const id = useId();
  const [zone] = useTimeZone();
  const seconds = at === '' ? chosen : Number(at);
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Moment
      </label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        key={`${seconds} ${zone}`}
        defaultValue={seconds === null || Number.isNaN(seconds) ? '' : inputText(seconds * 1000, zone)}
        onBlur={(event) => {
          const next = instantOfInput(event.target.value, zone);
          if (next !== null && next !== Math.floor(seconds ?? 0)) onAt(String(next));
        }}
        className={classNames(inputBase, 'h-8 w-52 px-2 text-sm tabular-nums')}
      />
    </>
  );
}

/** Attributes that tell of a version, as Istio and OpenTelemetry write it. */
const VERSION_KEYS = ['istio.canonical_revision', 'service.version', 'version'];

function ValueFields({ at, by, params, onAt, onBy }: SplitFieldsProps) {
  const found = useQuery(traceExamplesQuery(params));
  const attributes = found.data?.attributes ?? [];
  const field = by === '' ? DEFAULT_FIELD : by;
  const keys = attributes.filter(({ values }) => values.length > 1).map(({ key }) => key);
  const values = attributes
    .filter(({ key }) => (field === DEFAULT_FIELD ? VERSION_KEYS : [field]).includes(key))
    .flatMap((attribute) => attribute.values);
  const options = [...new Set(values)].sort();
  const [first = '', second = ''] = at.split(',');
  return (
    <>
      <ChoiceField
        label="By"
        value={field}
        options={[DEFAULT_FIELD, ...new Set(keys)]}
        placeholder="version"
        loading={found.isFetching}
        onChoose={onBy}
        className="w-44"
      />
      <ChoiceField
        label="A"
        value={first}
        options={options.filter((value) => value !== second)}
        placeholder="value"
        loading={found.isFetching}
        onChoose={(value) => onAt(`${value},${second}`)}
        className="w-32"
      />
      <ChoiceField
        label="B"
        value={second}
        options={options.filter((value) => value !== first)}
        placeholder="value"
        loading={found.isFetching}
        onChoose={(value) => onAt(`${first},${value}`)}
        className="w-32"
      />
    </>
  );
}
