/**
 * The most rows that a query may answer with, told to servers that know the parameter `limit`
 * (Prometheus 3.2, https://github.com/prometheus/prometheus/pull/15552); they say so in a warning when they cut.
 */
import 'server-only';
import { field } from './status';

/** Beyond what fits into the largest answer that is read. */
export const MOST_ROWS = 100_000;
/** Servers whose answers stay below this are not asked for their version. */
export const MANY_ROWS = 10_000;

const FIRST_WITH_LIMIT = [3, 2] as const;

/** Whether the server takes a limit, by the `data` of `/api/v1/status/buildinfo`. */
export function takesLimit(buildInfo: unknown): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(versionOf(buildInfo) ?? '') ?? [];
  if (major === undefined) return false;
  const [leastMajor, leastMinor] = FIRST_WITH_LIMIT;
  return Number(major) > leastMajor || (Number(major) === leastMajor && Number(minor) >= leastMinor);
}

/** As the server calls itself; null where it does not tell. */
export function versionOf(buildInfo: unknown): string | null {
  const version = field(buildInfo, 'version');
  return typeof version === 'string' && version !== '' ? version : null;
}
