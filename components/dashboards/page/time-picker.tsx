'use client';
/** The time of a dashboard: spans up to now, whole days and weeks, or two times in the grammar of dashboards. */
import { ChevronLeft, ChevronRight, Clock, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { isSameTime, type TimeTexts } from '@/components/dashboards/view/time-state';
import { spanOfText, type TimeZone } from '@/components/shell/time-text';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import type { Window } from '@/lib/dashboards/plan/panel-window';
import { timeRange } from '@/lib/dashboards/time/date-math';
import { CalendarButton } from './calendar-button';
import { QUICK_RANGES, rangeTitle } from './quick-ranges';
import { rememberRange, useRecentRanges } from './recent-ranges';
import { TimeClipboardButtons } from './time-clipboard-buttons';

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

function Ranges({ time, clock, onChange, onDone }: PartProps) {
  const recent = useRecentRanges();
  const choose = (range: TimeTexts) => {
    onChange({ from: range.from, to: range.to });
    onDone();
  };
  const isCurrent = (range: TimeTexts) => isSameTime(range, time);
  return (
    <div className="max-h-[min(600px,calc(100vh-160px))] overflow-y-auto border-line border-r p-2">
      <ul aria-label="Times by name" className="grid content-start gap-px">
        {QUICK_RANGES.map((range) => (
          <RangeItem key={range.title} current={isCurrent(range)} onClick={() => choose(range)}>
            {range.title}
          </RangeItem>
        ))}
      </ul>
      {recent.length > 0 && (
        <>
          <p className="px-2 pt-2 pb-1 text-text-3 text-xs">Looked at before</p>
          <ul aria-label="Times that were looked at before" className="grid content-start gap-px">
            {recent.map((range) => (
              <RangeItem
                key={`${range.from} ${range.to}`}
                current={isCurrent(range)}
                onClick={() => choose(range)}
              >
                {recentTitle(range, clock)}
              </RangeItem>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface RangeItemProps {
  readonly current: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function RangeItem({ current, onClick, children }: RangeItemProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={current}
        onClick={onClick}
        title={children}
        className={classNames(
          'h-7 w-full truncate rounded-control px-2 text-left text-sm',
          current ? 'bg-accent-wash font-medium text-accent' : 'hover:bg-raised',
        )}
      >
        {children}
      </button>
    </li>
  );
}

function recentTitle(range: TimeTexts, clock: TimeZone): string {
  const [from, to] = [Number(range.from), Number(range.to)];
  if (Number.isFinite(from) && Number.isFinite(to)) return spanOfText(from, to, clock, Date.now());
  return rangeTitle(range) ?? `${range.from} – ${range.to}`;
}

function TimeForm({ time, window, zone, onChange, onDone }: PartProps) {
  const written = (text: string) => (/^\d{10,}$/.test(text) ? new Date(Number(text)).toISOString() : text);
  const [from, setFrom] = useState(() => written(time.from));
  const [to, setTo] = useState(() => written(time.to));
  const [tried, setTried] = useState(false);
  const range = timeRange({ from, to }, { nowMs: Date.now(), zone });
  const submit = () => {
    setTried(true);
    if (range === null) return;
    const next = { from: from.trim(), to: to.trim() };
    rememberRange(next);
    onChange(next);
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
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-1">
        <TextField
          label="From"
          mono
          size="sm"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <CalendarButton
          label="Choose the start in a calendar"
          atMs={window.fromMs}
          zone={zone}
          onText={setFrom}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-1">
        <TextField label="To" mono size="sm" value={to} onChange={(event) => setTo(event.target.value)} />
        <CalendarButton label="Choose the end in a calendar" atMs={window.toMs} zone={zone} onText={setTo} />
      </div>
      {tried && range === null ? (
        <p role="alert" className="text-failing text-xs">
          These are no two times, or the second is not after the first.
        </p>
      ) : (
        <p className="text-text-3 text-xs">now-6h, now-1d/d, 2026-08-01 10:00</p>
      )}
      <div className="flex items-center">
        <TimeClipboardButtons
          time={time}
          zone={zone}
          onPaste={(next) => {
            setFrom(written(next.from));
            setTo(written(next.to));
          }}
        />
        <span className="flex-1" />
        <Button type="submit" variant="primary">
          Show this time
        </Button>
      </div>
    </form>
  );
}
