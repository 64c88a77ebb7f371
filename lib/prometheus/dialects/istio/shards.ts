/**
 * One query runs on one core, and histograms are dear; so on a large mesh those of quantiles are asked for in a few
 * parts at once. A part is a set of values of one label of the groups, so that no group is ever split, and the last
 * one is all that the others do not name: whatever appears meanwhile is in exactly one.
 */
import 'server-only';
import type { Grouping } from '@/lib/graph/traffic';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { equal, type LabelMatcher, noneOf, oneOf, selector } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { basisOf } from './basis';
import { metric } from './labels';
import { CLIENT_VIEW } from './recorded';

/** Where the store does not tell how many queries it can run side by side. */
const USUAL_SHARDS = 3;
/** However many processors it has: the queries of other users want some too. */
const MOST_SHARDS = 4;
/** Smaller meshes answer faster than a second request costs. */
const WORTH_HISTOGRAMS = 1000;
/** More values make a regular expression that costs more than it saves. */
const MOST_VALUES = 2000;
const KEEP_MS = 600_000;

type Parts = readonly (readonly LabelMatcher[])[];
const WHOLE: Parts = [[]];

/** Labels of a side of the groups, coarse and fine; each is among the labels of every grouping that has that side. */
const SIDES = {
  service: ['destination_service_namespace', 'destination_service_name'],
  workload: ['destination_workload_namespace', 'destination_workload'],
  app: ['destination_workload_namespace', 'destination_canonical_service'],
} as const;
const ALL_LABELS = [...new Set(Object.values(SIDES).flat())];

interface Weight {
  readonly labels: Labels;
  readonly series: number;
}
interface Weighed {
  readonly weights: readonly Weight[];
  readonly shards: number;
}
interface Kept {
  readonly weighed: Promise<Weighed>;
  readonly untilMs: number;
}
const kept = new WeakMap<PrometheusClient, Kept>();
const UNWEIGHED: Weighed = { weights: [], shards: 1 };

/**
 * Matchers of the parts; one part without any where it is not worth it. Weighed every ten minutes: parts of old weights
 * are as right as those of new ones, so only the first to ask waits for it. Never throws.
 */
export async function shards(
  client: PrometheusClient,
  window: TimeWindow,
  grouping: Grouping,
): Promise<Parts> {
  // One namespace is asked for at once.
  if (basisOf(window).about !== null) return WHOLE;
  return partsOf(await weighedOf(client, window), SIDES[sideOf(grouping)]);
}

function weighedOf(client: PrometheusClient, window: TimeWindow): Promise<Weighed> {
  const known = kept.get(client);
  if (known !== undefined && known.untilMs > Date.now()) return known.weighed;
  const untilMs = Date.now() + KEEP_MS;
  const weighed = weigh(client, window).catch(() => known?.weighed ?? UNWEIGHED);
  kept.set(client, { weighed: known?.weighed ?? weighed, untilMs });
  if (known === undefined) return weighed;
  weighed.then(() => kept.set(client, { weighed, untilMs }));
  return known.weighed;
}

function sideOf({ destination }: Grouping): keyof typeof SIDES {
  if (destination === null) return 'service';
  return destination === 'workload' ? 'workload' : 'app';
}

const readWeight: ReadSample<Weight> = (labels, series) => ({ labels, series });

async function weigh(client: PrometheusClient, window: TimeWindow): Promise<Weighed> {
  // Every histogram has this bucket, and what is asked for is buckets.
  const series = selector(metric.durationBuckets, [
    CLIENT_VIEW,
    equal('le', '+Inf'),
    ...client.labelMatchers,
  ]);
  const query = `count by (${ALL_LABELS.join(',')}) (${series})`;
  const [{ rows }, processors] = await Promise.all([
    client.instant(query, { atSeconds: window.toSeconds, read: readWeight }),
    client.processors().catch(() => null),
  ]);
  return { weights: rows, shards: Math.min(processors ?? USUAL_SHARDS, MOST_SHARDS) };
}

function partsOf({ weights: rows, shards: count }: Weighed, labels: readonly string[]): Parts {
  const total = rows.reduce((sum, { series }) => sum + series, 0);
  if (total < WORTH_HISTOGRAMS || count < 2) return WHOLE;
  // By namespace where they are even enough, else by what is in them.
  for (const label of labels) {
    const weights = new Map<string, number>();
    for (const row of rows) {
      const value = row.labels[label] ?? '';
      weights.set(value, (weights.get(value) ?? 0) + row.series);
    }
    const heaviest = Math.max(...weights.values());
    if (weights.size <= MOST_VALUES && heaviest <= (total / count) * 1.25) {
      return partition(label, weights, count);
    }
  }
  return WHOLE;
}

/** The heaviest first, each to the lightest part. */
export function partition(label: string, weights: ReadonlyMap<string, number>, count: number): Parts {
  const parts = Array.from({ length: count }, () => ({ values: [] as string[], series: 0 }));
  for (const [value, series] of [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))) {
    const lightest = parts.reduce((least, part) => (part.series < least.series ? part : least));
    lightest.values.push(value);
    lightest.series += series;
  }
  const named = parts.slice(1).filter(({ values }) => values.length > 0);
  if (named.length === 0) return WHOLE;
  const rest = noneOf(
    label,
    named.flatMap(({ values }) => values),
  );
  return [...named.map(({ values }) => [oneOf(label, values)]), [rest]];
}
