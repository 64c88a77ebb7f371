'use client';
/** The time of a dashboard: spans up to now, whole days and weeks, or two times in the grammar of dashboards. */
import { ChevronLeft, ChevronRight, Clock, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import type { TimeTexts } from '@/components/dashboards/view/time-state';
import { spanOfText, type TimeZone } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import { timeRange } from '@/lib/dashboards/time/date-math';
import { QUICK_RANGES, rangeTitle } from './quick-ranges';

export interface TimePickerProps {
  readonly time: TimeTexts;
  readonly window: Window;
  readonly zone: string;
  readonly clock: TimeZone;
  readonly onChange: (time: TimeTexts) => void;
}

export function TimePicker(props: TimePickerProps) {
  const { time, window, clock, onChange } = props;
  const [open, setOpen] = useState(false);
  const move = (factor: number) => {
    const by = Math.round((window.toMs - window.fromMs) * factor);
    onChange({ from: String(window.fromMs + by), to: String(window.toMs + by) });
  };
  const wider = () => {
    const half = Math.round((window.toMs - window.fromMs) / 2);
    onChange({ from: String(window.fromMs - half), to: String(window.toMs + half) });
  };
  const title = rangeTitle(time) ?? spanOfText(window.fromMs, window.toMs, clock, Date.now());
  return (
    <div className="flex items-center">
      <IconButton label="Earlier" onClick={() => move(-0.5)}>
        <ChevronLeft aria-hidden="true" />
      </IconButton>
      <Popover
        label="Time"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button
            aria-label={`Time: ${title}`}
            title={spanOfText(window.fromMs, window.toMs, clock, Date.now())}
          >
            <Clock aria-hidden="true" />
            {title}
          </Button>
        }
      >
        <div className="grid grid-cols-[200px_260px] max-sm:grid-cols-1">
          <Ranges {...props} onDone={() => setOpen(false)} />
          <TimeForm {...props} onDone={() => setOpen(false)} />
        </div>
      </Popover>
      <IconButton label="Later" onClick={() => move(0.5)}>
        <ChevronRight aria-hidden="true" />
      </IconButton>
      <IconButton label="Zoom out" onClick={wider}>
        <ZoomOut aria-hidden="true" />
      </IconButton>
    </div>
  );
}

type PartProps = TimePickerProps & { readonly onDone: () => void };

function Ranges({ time, onChange, onDone }: PartProps) {
  return (
    <ul className="grid max-h-96 content-start gap-px overflow-y-auto border-line border-r p-2">
      {QUICK_RANGES.map((range) => {
        const current = range.from === time.from && range.to === time.to;
        return (
          <li key={range.title}>
            <button
              type="button"
              aria-pressed={current}
              onClick={() => {
                onChange({ from: range.from, to: range.to });
                onDone();
              }}
              className={classNames(
                'h-7 w-full rounded-control px-2 text-left text-sm',
                current ? 'bg-accent-wash font-medium text-accent' : 'hover:bg-raised',
              )}
            >
              {range.title}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function TimeForm({ time, zone, onChange, onDone }: PartProps) {
  const written = (text: string) => (/^\d{10,}$/.test(text) ? new Date(Number(text)).toISOString() : text);
  const [from, setFrom] = useState(() => written(time.from));
  const [to, setTo] = useState(() => written(time.to));
  const [tried, setTried] = useState(false);
  const range = timeRange({ from, to }, { nowMs: Date.now(), zone });
  const submit = () => {
    setTried(true);
    if (range === null) return;
    onChange({ from: from.trim(), to: to.trim() });
    onDone();
  };
  return (
    <form
      noValidate
      className="grid content-start gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField label="From" mono size="sm" value={from} onChange={(event) => setFrom(event.target.value)} />
      <TextField
        label="To"
        mono
        size="sm"
        value={to}
        onChange={(event) => setTo(event.target.value)}
        error={
          tried && range === null
            ? 'These are no two times, or the second is not after the first.'
            : undefined
        }
        hint="now-6h, now-1d/d, 2026-08-01 10:00"
      />
      <Button type="submit" variant="primary" className="justify-self-end">
        Show this time
      </Button>
    </form>
  );
}
