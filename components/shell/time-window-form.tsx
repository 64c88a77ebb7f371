'use client';
/** What the time window picker opens: spans up to now beside a form for two instants. */
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { classNames } from '@/components/ui/class-names';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { inputBase } from '@/components/ui/text-field';
import type { ScopeWindow } from './scope';
import { useSettings } from './settings';
import { inputText, instantOfInput, type TimeZone } from './time-text';
import { useTimeZone } from './time-zone';
import {
  draftMistake,
  scopeWindowSeconds,
  spanText,
  tooLong,
  tooShort,
  WINDOW_PRESETS,
} from './window-presets';

export interface TimeWindowFormProps {
  shown: ScopeWindow;
  onChoose: (window: ScopeWindow) => void;
}

/** Two columns; the grid around them is the picker's. */
export function TimeWindowForm(props: TimeWindowFormProps) {
  return (
    <>
      <Presets {...props} />
      <AbsoluteForm {...props} />
    </>
  );
}

function Presets({ shown, onChoose }: TimeWindowFormProps) {
  const { scrapeIntervalSeconds, retentionSeconds } = useSettings();
  const whyNot = (seconds: number) =>
    tooShort(seconds, scrapeIntervalSeconds) ?? tooLong(seconds, retentionSeconds);
  const reasons = [...new Set(WINDOW_PRESETS.map(whyNot).filter((why) => why !== null))];
  return (
    <div className="border-line border-r p-2 max-sm:border-r-0 max-sm:border-b">
      <p className="px-2 pb-1 font-medium text-2xs text-text-3">Up to now</p>
      <div className="grid grid-cols-2 gap-px">
        {WINDOW_PRESETS.map((seconds) => {
          const why = whyNot(seconds);
          const current = shown.kind === 'last' && shown.seconds === seconds;
          return (
            <button
              key={seconds}
              type="button"
              aria-pressed={current}
              disabled={why !== null}
              title={why ?? undefined}
              onClick={() => onChoose({ kind: 'last', seconds })}
              className={classNames(
                'h-7 rounded-control px-2 text-left text-sm disabled:text-text-3 disabled:line-through',
                current ? 'bg-accent-wash font-medium text-accent' : 'enabled:hover:bg-raised',
              )}
            >
              {spanText(seconds)}
            </button>
          );
        })}
      </div>
      {reasons.map((reason) => (
        <p key={reason} className="px-2 pt-2 text-text-3 text-xs">
          {reason}
        </p>
      ))}
    </div>
  );
}

const ZONES = [
  { value: 'local', label: 'Local time' },
  { value: 'utc', label: 'UTC' },
] as const;

/** What the fields hold when the form opens: the window on screen. */
function draftOf(shown: ScopeWindow, zone: TimeZone): { from: string; to: string } {
  const toMs = shown.kind === 'absolute' ? shown.toSeconds * 1000 : Date.now();
  const fromMs = shown.kind === 'absolute' ? shown.fromSeconds * 1000 : toMs - shown.seconds * 1000;
  return { from: inputText(fromMs, zone), to: inputText(toMs, zone) };
}

function AbsoluteForm({ shown, onChoose }: TimeWindowFormProps) {
  const [zone, setZone] = useTimeZone();
  const { scrapeIntervalSeconds, retentionSeconds } = useSettings();
  const [draft, setDraft] = useState(() => draftOf(shown, zone));
  const [tried, setTried] = useState(false);
  const [keepsLength, keepLength] = useState(false);
  const length = scopeWindowSeconds(shown);
  const toSeconds = instantOfInput(draft.to, zone);
  const instants = {
    fromSeconds: keepsLength
      ? toSeconds === null
        ? null
        : toSeconds - length
      : instantOfInput(draft.from, zone),
    toSeconds,
  };
  const mistake = draftMistake(instants, {
    nowSeconds: Date.now() / 1000,
    scrapeIntervalSeconds,
    retentionSeconds,
  });
  const changeZone = (next: TimeZone) => {
    // The instants stay, their writing changes.
    const rewrite = (seconds: number | null, text: string) =>
      seconds === null ? text : inputText(seconds * 1000, next);
    setDraft({ from: rewrite(instants.fromSeconds, draft.from), to: rewrite(instants.toSeconds, draft.to) });
    setZone(next);
  };
  const submit = () => {
    setTried(true);
    const { fromSeconds } = instants;
    if (mistake !== null || fromSeconds === null || toSeconds === null) return;
    onChoose({ kind: 'absolute', fromSeconds, toSeconds });
  };
  const errorOf = (field: 'from' | 'to') => (tried && mistake?.field === field ? mistake.message : undefined);
  return (
    <form
      noValidate
      className="grid content-start gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="flex items-center justify-between">
        <p className="font-medium text-2xs text-text-3">Between two instants</p>
        <SegmentedControl label="Time zone" value={zone} onValueChange={changeZone} segments={ZONES} />
      </div>
      <Checkbox
        checked={keepsLength}
        onCheckedChange={keepLength}
        label={`Keep ${spanText(length)}, choose only the end`}
      />
      {!keepsLength && (
        <InstantField
          label="From"
          value={draft.from}
          error={errorOf('from')}
          onChange={(from) => setDraft({ ...draft, from })}
        />
      )}
      <InstantField
        label={keepsLength ? 'Ending at' : 'To'}
        value={draft.to}
        error={errorOf('to') ?? (keepsLength ? errorOf('from') : undefined)}
        onChange={(to) => setDraft({ ...draft, to })}
      />
      <Button type="submit" variant="primary" className="justify-self-end">
        Show this window
      </Button>
    </form>
  );
}

interface InstantFieldProps {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function InstantField({ label, value, error, onChange }: InstantFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-text-2 text-xs">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        value={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(inputBase, 'h-8 px-2 text-sm tabular-nums')}
      />
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-failing text-xs">
          {error}
        </p>
      )}
    </div>
  );
}
