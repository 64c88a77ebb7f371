/** The window of a panel: the dashboard's, or its own by `timeFrom` and `timeShift`. */
import { dateMath } from '@/lib/dashboards/time/date-math';
import { durationMs } from '@/lib/dashboards/variables/durations';

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** `timeFrom` and `timeShift` after variables were put in. What cannot be read changes nothing. */
export function panelWindow(
  window: Window,
  { timeFrom, timeShift }: { readonly timeFrom: string | null; readonly timeShift: string | null },
  zone: string,
): Window {
  return shifted(own(window, timeFrom, zone), timeShift, zone);
}

/** `2h` is the last two hours; `now/d` since then. */
function own(window: Window, timeFrom: string | null, zone: string): Window {
  if (timeFrom === null) return window;
  if (timeFrom.startsWith('now')) {
    const fromMs = dateMath(timeFrom, { nowMs: window.toMs, zone });
    return fromMs === null || fromMs >= window.toMs ? window : { fromMs, toMs: window.toMs };
  }
  const length = durationMs(timeFrom);
  return length === null ? window : { fromMs: window.toMs - length, toMs: window.toMs };
}

/** `1d`: what was a day earlier; days and longer by the calendar. */
function shifted(window: Window, timeShift: string | null, zone: string): Window {
  if (timeShift === null) return window;
  const fromMs = dateMath(`now-${timeShift}`, { nowMs: window.fromMs, zone });
  const toMs = dateMath(`now-${timeShift}`, { nowMs: window.toMs, zone });
  return fromMs === null || toMs === null ? window : { fromMs, toMs };
}
