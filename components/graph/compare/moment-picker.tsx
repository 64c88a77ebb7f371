'use client';
/** One of the two moments: a window of its own, in the reader's time zone. */
import { useState } from 'react';
import { inputText, instantOfInput, spanOfText } from '@/components/shell/time-text';
import { useNow, useTimeZone } from '@/components/shell/time-zone';
import { spanText } from '@/components/shell/window-presets';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { inputBase } from '@/components/ui/text-field';
import type { TimeWindow } from '@/lib/mesh/time-window';

export interface MomentPickerProps {
  readonly name: 'Before' | 'After';
  readonly window: TimeWindow;
  /** Seconds earlier than the other moment that are offered; none for the later one. */
  readonly apart: readonly number[];
  readonly onApart: (seconds: number) => void;
  readonly onWindow: (window: TimeWindow) => void;
}

export function MomentPicker({ name, window, apart, onApart, onWindow }: MomentPickerProps) {
  const [open, setOpen] = useState(false);
  const [zone] = useTimeZone();
  const now = useNow(60_000);
  const text = spanOfText(window.fromSeconds * 1000, window.toSeconds * 1000, zone, now);
  return (
    <Popover
      label={`${name}: choose the moment`}
      align="start"
      open={open}
      onOpenChange={setOpen}
      className="w-72 p-3"
      trigger={
        <button
          type="button"
          aria-label={`${name}: ${text}`}
          className="flex h-[26px] items-center gap-2 rounded-control px-2.5 text-xs hover:bg-raised"
        >
          <span
            aria-hidden="true"
            className={`size-2 rounded-[2px] ${name === 'Before' ? 'border border-text-2' : 'bg-accent'}`}
          />
          <span className="text-text-3">{name}</span>
          <span className="whitespace-nowrap font-medium tabular-nums">{text}</span>
        </button>
      }
    >
      <div className="grid gap-3">
        {apart.length > 0 && (
          <div className="flex flex-wrap gap-1">
            {apart.map((seconds) => (
              <Button
                key={seconds}
                onClick={() => {
                  onApart(seconds);
                  setOpen(false);
                }}
              >
                {spanText(seconds)} earlier
              </Button>
            ))}
          </div>
        )}
        <WindowFields
          key={`${window.fromSeconds} ${window.toSeconds}`}
          window={window}
          onWindow={(next) => {
            onWindow(next);
            setOpen(false);
          }}
        />
      </div>
    </Popover>
  );
}

function WindowFields({ window, onWindow }: Pick<MomentPickerProps, 'window' | 'onWindow'>) {
  const [zone] = useTimeZone();
  const [draft, setDraft] = useState({
    from: inputText(window.fromSeconds * 1000, zone),
    to: inputText(window.toSeconds * 1000, zone),
  });
  const fromSeconds = instantOfInput(draft.from, zone);
  const toSeconds = instantOfInput(draft.to, zone);
  const mistake =
    fromSeconds === null || toSeconds === null
      ? 'Enter both dates and times.'
      : fromSeconds >= toSeconds
        ? 'The end must be later than the beginning.'
        : null;
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (fromSeconds !== null && toSeconds !== null && mistake === null)
          onWindow({ fromSeconds, toSeconds });
      }}
    >
      {(['from', 'to'] as const).map((field) => (
        <label key={field} className="grid gap-1 text-text-2 text-xs">
          {field === 'from' ? 'From' : 'To'}
          <input
            type="datetime-local"
            step={1}
            value={draft[field]}
            onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
            className={`${inputBase} h-8 px-2 text-sm tabular-nums`}
          />
        </label>
      ))}
      {mistake !== null && (
        <p role="alert" className="text-failing text-xs">
          {mistake}
        </p>
      )}
      <Button type="submit" variant="primary" className="justify-self-end" disabled={mistake !== null}>
        Use this window
      </Button>
    </form>
  );
}
