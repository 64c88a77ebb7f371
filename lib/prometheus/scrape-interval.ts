/** How often the mesh is scraped, as far as the server tells: the shortest honest window is four times that. */
import 'server-only';
import { durationSeconds } from './duration';
import { field, type ReadStatus, readIfPresent } from './status';

/**
 * Seconds: the interval that most of the targets are scraped at, else `global.scrape_interval` of the configuration;
 * null where the store has neither endpoint (Thanos, Mimir, VictoriaMetrics). `read` gives the `data` of an API path.
 */
export async function learnScrapeInterval(read: ReadStatus): Promise<number | null> {
  const targets = await readIfPresent(read, '/api/v1/targets?state=active');
  const active = field(targets, 'activeTargets');
  const intervals = (Array.isArray(active) ? active : [])
    .map((target) => durationSeconds(field(target, 'scrapeInterval')))
    .filter((seconds) => seconds !== null);
  if (intervals.length > 0) return mostFrequent(intervals);
  const config = field(await readIfPresent(read, '/api/v1/status/config'), 'yaml');
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
