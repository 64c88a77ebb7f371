'use client';
/** A day and a time of day from the browser's own calendar, in the dashboard's zone. */
import { CalendarDays } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { localTime } from '@/lib/dashboards/time/zone';

export interface CalendarButtonProps {
  readonly label: string;
  /** Where the calendar opens, Unix milliseconds; null = today. */
  readonly atMs: number | null;
  readonly zone: string;
  /** `2026-08-01 10:00`, as times are typed. */
  readonly onText: (text: string) => void;
}

export function CalendarButton({ label, atMs, zone, onText }: CalendarButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className="relative">
      <IconButton
        label={label}
        onClick={() => {
          const element = input.current;
          if (element === null) return;
          element.value = atMs === null ? '' : calendarText(atMs, zone);
          element.showPicker();
        }}
      >
        <CalendarDays aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="datetime-local"
        aria-hidden="true"
        tabIndex={-1}
        className="pointer-events-none absolute inset-0 opacity-0"
        onChange={(event) => event.target.value !== '' && onText(event.target.value.replace('T', ' '))}
      />
    </span>
  );
}

/** `2026-08-01T10:00`, as the element wants it. */
export function calendarText(atMs: number, zone: string): string {
  const { year, month, day, hour, minute } = localTime(atMs, zone);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
