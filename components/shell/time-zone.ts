'use client';
/** The reader's choices that concern time, and a clock that ticks. */
import { useEffect, useState } from 'react';
import { usePreference } from '@/components/ui/preference';
import type { TimeZone } from './time-text';

/** Local time or UTC, remembered by this browser. */
export function useTimeZone(): [TimeZone, (zone: TimeZone) => void] {
  const [value, set] = usePreference('time-zone', 'local');
  return [value === 'utc' ? 'utc' : 'local', set];
}

/** Unix milliseconds, renewed every `everyMs`. Starts at 0 on the server, so that nothing differs while hydrating. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
