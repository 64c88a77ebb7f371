/** Calendar arithmetic in a time zone, with what Intl knows of it. */

/** Fields of a local time; month 1 to 12. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether Intl knows the zone: `UTC`, `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  try {
    return formatOf(zone) !== null;
  } catch {
    return false;
  }
}

/** `browser` and `utc` of dashboards as the names that Intl knows. */
export function zoneName(timeZone: string): string {
  if (timeZone === 'utc') return 'UTC';
  if (timeZone !== 'browser' && timeZone !== '' && isTimeZone(timeZone)) return timeZone;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function localTime(ms: number, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour') % 24,
    minute: of('minute'),
    second: of('second'),
    millisecond: ((ms % 1000) + 1000) % 1000,
  };
}

/**
 * The instant of a local time, in ms; fields beyond their range carry over (month 13, day 0). A time that a change of
 * clocks skips is the one after the gap; of one that comes twice the first is meant.
 */
export function instantOf(local: LocalTime, zone: string): number {
  const wanted = utcOf(local);
  // Beyond what a calendar knows.
  if (Number.isNaN(wanted)) return wanted;
  const before = wanted - offsetMs(wanted - 86_400_000, zone);
  if (utcOf(localTime(before, zone)) === wanted) return before;
  const after = wanted - offsetMs(wanted + 86_400_000, zone);
  // In the gap the offset before it still counts, which lands behind it.
  return utcOf(localTime(after, zone)) === wanted ? after : before;
}

function offsetMs(ms: number, zone: string): number {
  return utcOf(localTime(ms, zone)) - ms;
}

function utcOf({ year, month, day, hour, minute, second, millisecond }: LocalTime): number {
  const date = new Date(0);
  // Not Date.UTC, which takes years below 100 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: undefined,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
