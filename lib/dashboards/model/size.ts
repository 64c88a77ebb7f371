/** How large a dashboard may be: told in the browser before it is sent, by the API, and by what keeps it. Pure. */
import { Fault } from '@/lib/mesh/fault';
import type { Dashboard } from './dashboard';

/** Bytes of JSON that are read or written at all; a dashboard of a thousand panels has two megabytes. */
export const MAX_DASHBOARD_BYTES = 5_000_000;

/** What one place that keeps dashboards has room for. */
export interface DashboardLimit {
  /** Of the JSON without spaces. */
  readonly bytes: number;
  /** What to do about one that is larger, as a sentence. */
  readonly hint: string;
}

export const FILE_LIMIT: DashboardLimit = {
  bytes: MAX_DASHBOARD_BYTES,
  hint: 'Split it into several, or take panels out.',
};

/** In UTF-8. */
export function textBytes(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** The fault of a dashboard that finds no room; null = it fits. */
export function tooLargeFor(dashboard: Dashboard, limit: DashboardLimit): Fault | null {
  const bytes = textBytes(JSON.stringify(dashboard));
  return bytes > limit.bytes ? dashboardTooLarge(bytes, limit) : null;
}

/** `bytes` null: it was not read to its end. */
export function dashboardTooLarge(bytes: number | null, { bytes: most, hint }: DashboardLimit): Fault {
  const has = bytes === null ? `more than ${kilobytes(most)}` : kilobytes(Math.max(bytes, most + 1000));
  const message = `The dashboard has ${has}; there is room for ${kilobytes(most)} at most.`;
  return new Fault('too-large', message, { hint });
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString('en-US')} kB`;
}
