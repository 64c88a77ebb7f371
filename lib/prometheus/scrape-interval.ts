/** How often the mesh is scraped, as far as the server tells: the shortest honest window is four times that. */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Seconds: the interval that most of the targets are scraped at, else `global.scrape_interval` of the configuration;
 * null where the store has neither endpoint (Thanos, Mimir, VictoriaMetrics). `read` gives the `data` of an API path.
 */
export async function learnScrapeInterval(read: (path: string) => Promise<unknown>): Promise<number | null> {
  const targets = await quiet(read, '/api/v1/targets?state=active');
  const active = field(targets, 'activeTargets');
  const intervals = (Array.isArray(active) ? active : [])
    .map((target) => durationSeconds(field(target, 'scrapeInterval')))
    .filter((seconds) => seconds !== null);
  if (intervals.length > 0) return mostFrequent(intervals);
  const config = field(await quiet(read, '/api/v1/status/config'), 'yaml');
  if (typeof config !== 'string') return null;
  return durationSeconds(/^global:\n(?:[ \t].*\n)*?[ \t]+scrape_interval: *(\S+)/m.exec(config)?.[1]);
}

/** The longer one of two that are equally frequent. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a);
  return first?.[0] ?? 0;
}

/** Absent endpoints are normal; a server that is down is not and is told to the caller. */
async function quiet(read: (path: string) => Promise<unknown>, path: string): Promise<unknown> {
  try {
    return await read(path);
  } catch (error) {
    const absent =
      error instanceof Fault && (error.code === 'source-bad-data' || error.code === 'source-rejected');
    if (absent) return null;
    throw error;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Prometheus' own form, such as `1m30s`. */
function durationSeconds(text: unknown): number | null {
  if (typeof text !== 'string' || !/^(\d+(ms|s|m|h|d))+$/.test(text)) return null;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit ?? ''] ?? 0);
  }
  return seconds > 0 ? seconds : null;
}
