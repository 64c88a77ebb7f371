/** A time as it goes through the clipboard: as Grafana writes it, so that it can be taken from one to the other. Pure. */
import type { TimeTexts } from '@/components/dashboards/view/time-state';
import { timeRange } from '@/lib/dashboards/time/date-math';

/** `{"from":"now-1h","to":"now"}`; instants as ISO 8601, which people can read. */
export function textOfTime({ from, to }: TimeTexts): string {
  return JSON.stringify({ from: written(from), to: written(to) });
}

/** What was copied, here or in Grafana, or two times with a word between; null = no time, or none after the other. */
export function timeOfText(text: string, zone: string): TimeTexts | null {
  const time = parsed(text) ?? between(text);
  return time !== null && timeRange(time, { nowMs: Date.now(), zone }) !== null ? time : null;
}

function parsed(text: string): TimeTexts | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { from, to } = value as Record<string, unknown>;
    return isTime(from) && isTime(to) ? { from: String(from).trim(), to: String(to).trim() } : null;
  } catch {
    return null;
  }
}

function isTime(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= 64);
}

function between(text: string): TimeTexts | null {
  const [, from, to] = /^\s*(\S[^\n]{0,62}?)\s+(?:to|–)\s+(\S[^\n]{0,62}?)\s*$/.exec(text) ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}

function written(text: string): string {
  return /^\d{10,}$/.test(text) ? new Date(Number(text)).toISOString() : text;
}
