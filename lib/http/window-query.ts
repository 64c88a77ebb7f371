/**
 * The time window and the namespaces as every API route takes them:
 * `last=<seconds>` or `from=<Unix s>&to=<Unix s>`, and `namespaces=a,b` (absent = all).
 * "Now" is resolved here, on the server and aligned, so that users who look at the same window share one answer.
 */
import 'server-only';
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import { alignInstant, type TimeWindow } from '@/lib/mesh/time-window';

/** Seconds, when neither `last` nor `from` and `to` are given. */
export const DEFAULT_LAST_SECONDS = 600;

/** A year, in seconds: nobody keeps raw samples for longer, and it keeps absurd numbers out of queries. */
export const LONGEST_SECONDS = 366 * 24 * 3600;

/** How far a browser's clock may run ahead of ours, in seconds, before its "now" counts as the future. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** Namespaces are RFC 1123 labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** More than any scope chosen by hand; the names go into one regular expression of a query. */
const MAX_NAMESPACES = 500;

const seconds = (what: string) =>
  z
    .string()
    .regex(/^\d{1,11}(\.\d{1,3})?$/, `must be ${what} as a plain number of seconds`)
    .transform(Number);

/** Unix seconds, up to a thousandth. */
export const instantQuery = seconds('a Unix time');

/** One namespace's name. */
export const namespaceName = z
  .string()
  .regex(
    NAMESPACE,
    'is no namespace: use at most 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit',
  );

const namespaceList = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((name) => name !== ''))].sort())
  .pipe(z.array(namespaceName).max(MAX_NAMESPACES, `lists more than ${MAX_NAMESPACES} namespaces`))
  .transform((names) => (names.length === 0 ? undefined : names));

/** Spread its `shape` into a route's own query schema: `z.object({ ...windowQuery.shape, type: … })`. */
export const windowQuery = z.object({
  last: seconds('a length').optional(),
  from: instantQuery.optional(),
  to: instantQuery.optional(),
  namespaces: namespaceList.optional(),
});
export type WindowQuery = z.infer<typeof windowQuery>;

export interface WindowLimits {
  /** The request's one instant, Unix seconds. */
  readonly nowSeconds: number;
  /** "Now" moves back to a multiple of this, most often the scrape interval. */
  readonly alignSeconds: number;
  /** Four scrape intervals: `shortestWindowSeconds` in lib/mesh/time-window.ts. */
  readonly shortestSeconds: number;
  /** How far back the source keeps data, where that is known. */
  readonly retentionSeconds?: number | undefined;
}

/** The window that is meant, or a `bad-request` that says what is wrong with it and what would be right. */
export function resolveWindow(
  query: Pick<WindowQuery, 'last' | 'from' | 'to'>,
  limits: WindowLimits,
): TimeWindow {
  const window =
    query.from === undefined && query.to === undefined ? relative(query, limits) : absolute(query);
  assertOrder(window, limits);
  assertLength(window, limits);
  return window;
}

/** The namespaces asked for, `null` for all. */
export function resolveNamespaces(query: Pick<WindowQuery, 'namespaces'>): readonly string[] | null {
  return query.namespaces ?? null;
}

function relative(query: Pick<WindowQuery, 'last'>, limits: WindowLimits): TimeWindow {
  const toSeconds = alignInstant(limits.nowSeconds, limits.alignSeconds);
  return { fromSeconds: toSeconds - (query.last ?? DEFAULT_LAST_SECONDS), toSeconds };
}

function absolute(query: Pick<WindowQuery, 'last' | 'from' | 'to'>): TimeWindow {
  if (query.last !== undefined) {
    throw refused('last', 'Both "last" and "from"/"to" are given.', 'Send one or the other.');
  }
  if (query.from === undefined || query.to === undefined) {
    const missing = query.from === undefined ? 'from' : 'to';
    throw refused(missing, `The window has no "${missing}".`, 'An absolute window needs both ends.');
  }
  return { fromSeconds: query.from, toSeconds: query.to };
}

function assertOrder(window: TimeWindow, limits: WindowLimits): void {
  if (window.fromSeconds > window.toSeconds) {
    throw refused(
      'from',
      `The window is reversed: it begins at ${instant(window.fromSeconds)}, after its end at ${instant(window.toSeconds)}.`,
      'Swap the two ends.',
    );
  }
  if (window.toSeconds > limits.nowSeconds + CLOCK_TOLERANCE_SECONDS) {
    throw refused(
      'to',
      `The window ends in the future, at ${instant(window.toSeconds)}; now is ${instant(limits.nowSeconds)}.`,
      'Choose an end in the past (instants are Unix seconds, not milliseconds).',
    );
  }
}

function assertLength(window: TimeWindow, limits: WindowLimits): void {
  const length = window.toSeconds - window.fromSeconds;
  if (length < limits.shortestSeconds) {
    throw refused(
      'last',
      `The window is ${length} s long, shorter than four scrapes (${limits.shortestSeconds} s), so rates would jump or be missing.`,
      `Choose ${limits.shortestSeconds} s or more.`,
    );
  }
  if (length > LONGEST_SECONDS) {
    throw refused(
      'last',
      `The window is longer than ${LONGEST_SECONDS} s (366 days).`,
      'Choose a shorter one.',
    );
  }
  const { retentionSeconds } = limits;
  if (retentionSeconds !== undefined && window.fromSeconds < limits.nowSeconds - retentionSeconds) {
    throw refused(
      'from',
      `The window begins at ${instant(window.fromSeconds)}, before the oldest data: the source keeps ${spanWords(retentionSeconds)}.`,
      'Choose a later beginning.',
    );
  }
}

function refused(field: string, message: string, hint: string): Fault {
  return new Fault('bad-request', message, { hint, issues: [{ path: [field], message }] });
}

/** `15 d`, `36 h`, `90 s`: the largest unit that holds it without a remainder. */
function spanWords(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds} s`;
}

/** ISO 8601 in UTC; the number itself where it is no date at all. */
function instant(atSeconds: number): string {
  const date = new Date(atSeconds * 1000);
  return Number.isNaN(date.getTime()) ? String(atSeconds) : date.toISOString();
}
