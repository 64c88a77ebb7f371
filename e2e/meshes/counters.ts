/** What counters look like in a store: restarts, missed scrapes, late beginnings, staleness markers, odd values. */
import type { RemoteSample } from '@/e2e/servers/prometheus/remote-write';
import type { Liveliness } from './calls';
import type { Random } from './random';

export const STEP_MS = 15_000;
/** Of the window that graphs are asked for. */
export const WINDOW_MS = 300_000;

/** When a pod was scraped; all of its counters share it. */
export interface Scrapes {
  readonly at: readonly number[];
  /** The scrape at which it starts again from zero; -1 = never. */
  readonly resetAt: number;
  readonly grows: boolean;
  /** When a staleness marker follows the last scrape. */
  readonly endsAtMs: number | null;
  /** A scrape before the window whose value is no number. */
  readonly nanAt: number;
}

export interface ScrapeOptions {
  readonly fromMs: number;
  readonly toMs: number;
  readonly gaps: boolean;
  /** With longer gaps, pods that come and go, markers and values that are no numbers. */
  readonly odd: boolean;
}

export function scrapes(random: Random, liveliness: Liveliness, options: ScrapeOptions): Scrapes {
  const { fromMs, toMs, odd } = options;
  const windowMs = toMs - WINDOW_MS;
  const begins = fromMs + (random.chance(0.2) ? random.whole(1, 10) * STEP_MS : 0);
  const resetAt = random.chance(0.2) ? random.whole(5, 35) : -1;
  const all: number[] = [];
  // Half of the window at least stays, in which two scrapes are not missed.
  const kept = new Set([windowMs + 4 * STEP_MS, windowMs + 7 * STEP_MS, windowMs + 9 * STEP_MS]);
  const ends = odd && random.chance(0.2) ? windowMs + random.whole(9, 18) * STEP_MS : toMs;
  const late = odd && ends === toMs && random.chance(0.15) ? windowMs + random.whole(0, 4) * STEP_MS : begins;
  const gap = odd && random.chance(0.2) ? windowMs + random.whole(-10, 10) * STEP_MS : toMs;
  for (let ms = late; ms <= ends; ms += STEP_MS) {
    const missed = options.gaps && (random.chance(0.05) || (ms > gap && ms < gap + 8 * STEP_MS));
    if (!missed || kept.has(ms)) all.push(ms);
  }
  const at = all.filter((ms) => isThere(ms, liveliness, windowMs));
  const isOver = odd && (ends < toMs || liveliness === 'gone' || liveliness === 'single');
  const last = at.at(-1);
  return {
    at,
    resetAt,
    grows: liveliness !== 'idle',
    endsAtMs: isOver && last !== undefined ? last + STEP_MS : null,
    nanAt: odd && random.chance(0.1) ? at.findIndex((ms) => ms < windowMs - STEP_MS) : -1,
  };
}

function isThere(ms: number, liveliness: Liveliness, windowMs: number): boolean {
  if (liveliness === 'gone') return ms <= windowMs;
  return liveliness !== 'single' || ms === windowMs + 7 * STEP_MS;
}

/** Grows by about `perStep` a scrape. */
export function counter(
  random: Random,
  perStep: number,
  { at, resetAt, grows, nanAt }: Scrapes,
): RemoteSample[] {
  let value = random.whole(0, 1000);
  return at.map((ms, index): RemoteSample => {
    if (grows) value = index === resetAt ? 0 : value + random.whole(1, 2 * perStep);
    return [ms, index === nanAt ? Number.NaN : value];
  });
}

export function mapped(samples: readonly RemoteSample[], change: (value: number) => number): RemoteSample[] {
  return samples.map(([ms, value]): RemoteSample => [ms, change(value)]);
}
