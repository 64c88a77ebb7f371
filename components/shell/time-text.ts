/** Instants and ages in words. Pure; the reader's choice of zone comes from `time-zone.ts`. */

/** Whose clock is shown: the browser's zone, or UTC. */
export type TimeZone = 'local' | 'utc';

/** Made once each: making one takes longer than all that it writes on a page. */
const formats = new Map<TimeZone, Intl.DateTimeFormat>();

function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(zone === 'utc' && { timeZone: 'UTC' }),
  });
  formats.set(zone, format);
  return format;
}

function partsOf(atMs: number, zone: TimeZone) {
  const parts = formatOf(zone).formatToParts(atMs);
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    date: `${get('year')}-${get('month')}-${get('day')}`,
    minute: `${get('hour')}:${get('minute')}`,
    second: `${get('hour')}:${get('minute')}:${get('second')}`,
  };
}

/** `14:31`, or `14:31:05` with seconds. Unix milliseconds. */
export function clockText(atMs: number, zone: TimeZone, withSeconds = false): string {
  const parts = partsOf(atMs, zone);
  return withSeconds ? parts.second : parts.minute;
}

/** `2026-03-01 14:31:05`, with ` UTC` behind it where that is the zone: the exact instant for tooltips. */
export function instantText(atMs: number, zone: TimeZone): string {
  const parts = partsOf(atMs, zone);
  return `${parts.date} ${parts.second}${zone === 'utc' ? ' UTC' : ''}`;
}

const WRITTEN_INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** The server's words with their instants as the reader's clock tells them: the server does not know the reader's zone. */
export function withLocalInstants(words: string, zone: TimeZone): string {
  return words.replaceAll(WRITTEN_INSTANT, (instant) => instantText(Date.parse(instant), zone));
}

/** `2026-03-01`. */
export function dateText(atMs: number, zone: TimeZone): string {
  return partsOf(atMs, zone).date;
}

/** Two instants with what they share said once: `14:00 – 14:30`, with the dates where the day is not today. */
export function spanOfText(fromMs: number, toMs: number, zone: TimeZone, nowMs: number): string {
  const today = dateText(nowMs, zone);
  const [fromDate, toDate] = [dateText(fromMs, zone), dateText(toMs, zone)];
  const [from, to] = [clockText(fromMs, zone), clockText(toMs, zone)];
  const suffix = zone === 'utc' ? ' UTC' : '';
  if (fromDate !== toDate) return `${fromDate} ${from} – ${toDate} ${to}${suffix}`;
  return `${fromDate === today ? '' : `${fromDate} `}${from} – ${to}${suffix}`;
}

/** `4 s`, `3 min`, `5 h`, `12 d`: whole units, rounded down; a clock that runs ahead gives `0 s`. */
export function ageText(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** The value of a `datetime-local` input for an instant. */
export function inputText(atMs: number, zone: TimeZone): string {
  const parts = partsOf(atMs, zone);
  return `${parts.date}T${parts.second}`;
}

/** The instant (Unix seconds) of a `datetime-local` value; null when it is no date. */
export function instantOfInput(text: string, zone: TimeZone): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?$/.exec(text.trim());
  if (match === null) return null;
  const atMs = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}${zone === 'utc' ? 'Z' : ''}`);
  return Number.isNaN(atMs) ? null : atMs / 1000;
}
