/**
 * Times as dashboards write them: `now`, `now-6h`, `now-1d/d`, `now/w`, `2026-08-01||+1d`, milliseconds, ISO 8601.
 * Grafana's grammar: terms of a sign, a number (1 where it is left out) and a unit from s m h d w M Q y, with fQ and fy for
 * fiscal ones; `/unit` rounds to its start, or to its end where the time is the end of a range.
 */
import { instantOf, type LocalTime, localTime } from './zone';

export interface DateMathOptions {
  /** What `now` is, in ms. */
  readonly nowMs: number;
  /** Rounds to the last millisecond of the unit instead of its first: the end of a range. */
  readonly roundUp?: boolean;
  /** As Intl knows it. */
  readonly zone: string;
  /** Month in which the fiscal year starts, 1 to 12. */
  readonly fiscalStart?: number;
}

const TERM = /([+-])(\d*)(fQ|fy|[smhdwMQy])|\/(fQ|fy|[smhdwMQy])/y;
const ISO = /^\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/;

/** Milliseconds since 1970, or null for what is no time. */
export function dateMath(text: string, options: DateMathOptions): number | null {
  const trimmed = text.trim();
  if (trimmed === 'now') return options.nowMs;
  if (trimmed.startsWith('now')) return calculate(options.nowMs, trimmed.slice(3), options);
  const [anchor = '', math] = trimmed.split('||', 2);
  const start = absolute(anchor, options);
  if (start === null) return null;
  return math === undefined ? start : calculate(start, math, options);
}

/** Whether it moves with the clock. */
export function isRelative(text: string): boolean {
  return text.trim().startsWith('now');
}

/** A range, ends included; null where an end is no time or the end is not after the start. */
export function timeRange(
  { from, to }: { readonly from: string; readonly to: string },
  options: Omit<DateMathOptions, 'roundUp'>,
): { readonly fromMs: number; readonly toMs: number } | null {
  const fromMs = dateMath(from, options);
  const toMs = dateMath(to, { ...options, roundUp: true });
  return fromMs === null || toMs === null || toMs <= fromMs ? null : { fromMs, toMs };
}

function absolute(text: string, { zone }: DateMathOptions): number | null {
  if (/^\d{8,}$/.test(text)) return Number(text);
  if (!ISO.test(text)) return null;
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(text) && text.length > 10)
    return valid(Date.parse(text.replace(' ', 'T')));
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text
    .split(/[-T :]/)
    .map((part) => Number(part));
  const whole = Math.floor(second);
  const millisecond = Math.round((second - whole) * 1000);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || whole > 59) return null;
  return valid(instantOf({ year, month, day, hour, minute, second: whole, millisecond }, zone));
}

function valid(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms;
}

function calculate(startMs: number, math: string, options: DateMathOptions): number | null {
  let ms = startMs;
  TERM.lastIndex = 0;
  while (TERM.lastIndex < math.length) {
    const term = TERM.exec(math);
    if (term === null) return null;
    const [, sign, amount, unit, round] = term;
    if (round !== undefined) ms = rounded(ms, round, options);
    else if (unit !== undefined)
      ms = moved(ms, (sign === '-' ? -1 : 1) * Number(amount || 1), unit, options.zone);
    if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null;
  }
  return ms;
}

const FIXED_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Days and longer keep the local time of day; the 31st becomes the last of a shorter month. */
function moved(ms: number, amount: number, unit: string, zone: string): number {
  const fixed = FIXED_MS[unit];
  if (fixed !== undefined) return ms + amount * fixed;
  const local = localTime(ms, zone);
  if (unit === 'd' || unit === 'w') {
    return instantOf({ ...local, day: local.day + amount * (unit === 'w' ? 7 : 1) }, zone);
  }
  const months = amount * (unit.endsWith('y') ? 12 : unit.endsWith('Q') ? 3 : 1);
  const month = local.month + months;
  return instantOf({ ...local, month, day: Math.min(local.day, daysOf(local.year, month)) }, zone);
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function rounded(ms: number, unit: string, options: DateMathOptions): number {
  const { zone, roundUp = false } = options;
  const fixed = FIXED_MS[unit];
  // Zones differ by whole quarters of an hour at least, so minutes are the same everywhere.
  if (unit !== 'h' && fixed !== undefined) {
    const start = Math.floor(ms / fixed) * fixed;
    return roundUp ? start + fixed - 1 : start;
  }
  const start = startOf(localTime(ms, zone), unit, options);
  if (!roundUp) return instantOf(start, zone);
  return instantOf(following(start, unit), zone) - 1;
}

function startOf(local: LocalTime, unit: string, { fiscalStart = 1 }: DateMathOptions): LocalTime {
  const hour = { ...local, minute: 0, second: 0, millisecond: 0 };
  const day = { ...hour, hour: 0 };
  if (unit === 'h') return hour;
  if (unit === 'd') return day;
  if (unit === 'w') return { ...day, day: local.day - weekday(local) };
  if (unit === 'M') return { ...day, day: 1 };
  const first = unit.startsWith('f') ? fiscalStart - 1 : 0;
  const span = unit.endsWith('y') ? 12 : 3;
  const since = (((local.month - 1 - first) % span) + span) % span;
  return { ...day, day: 1, month: local.month - since };
}

/** Days since the start of the week, which is Monday, as everywhere in this console. */
function weekday({ year, month, day }: LocalTime): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

function following(start: LocalTime, unit: string): LocalTime {
  if (unit === 'h') return { ...start, hour: start.hour + 1 };
  if (unit === 'd') return { ...start, day: start.day + 1 };
  if (unit === 'w') return { ...start, day: start.day + 7 };
  return { ...start, month: start.month + (unit === 'M' ? 1 : unit.endsWith('Q') ? 3 : 12) };
}
