/**
 * One set of labels that a proxy counts under, and what one second of it amounts to. A row of requests stands for
 * a counter and up to three histograms; `Mass` holds all of it in one array, so that rows are summed in one loop.
 */
import type { WorldWorkload } from '@/demo/world/behaviour';
import type { Labels } from './labels';

/** Upper bounds of Envoy's histogram buckets; the last is +Inf. The same for milliseconds and for bytes. */
export const BUCKET_BOUNDS: readonly number[] = [
  0.5,
  1,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1000,
  2500,
  5000,
  10_000,
  30_000,
  60_000,
  300_000,
  600_000,
  1_800_000,
  3_600_000,
  Number.POSITIVE_INFINITY,
];

/** As Prometheus and Envoy print them. */
export const BUCKET_LABELS: readonly string[] = BUCKET_BOUNDS.map((bound) => {
  if (bound === Number.POSITIVE_INFINITY) return '+Inf';
  return bound >= 1_000_000 ? `${bound / 1_000_000}e+06` : String(bound);
});

/** A histogram in a mass: its sum, then the amount in each bucket (not cumulative). */
export const HISTOGRAM_SIZE = 1 + BUCKET_BOUNDS.length;

export type RowKind = 'request' | 'messages' | 'tcp';

export interface RowMeta {
  readonly kind: RowKind;
  /** Whose proxy counts; with ambient it is the node's ztunnel that stands for it. */
  readonly emitter: WorldWorkload;
  /** Requests only: whether sizes are counted too. */
  readonly sizes: boolean;
  readonly labels: Labels;
}

/** `request`: duration, request bytes, response bytes. `messages`: sent, received. `tcp`: sent, received, opened. */
export type Mass = Float64Array;

export function massLength(meta: RowMeta): number {
  if (meta.kind === 'request') return HISTOGRAM_SIZE * (meta.sizes ? 3 : 1);
  return meta.kind === 'messages' ? 2 : 3;
}

/** Adds `weight` observations of `value` to the histogram at `offset`. */
export function observe(mass: Mass, offset: number, value: number, weight: number): void {
  let bucket = 0;
  while (value > (BUCKET_BOUNDS[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
  mass[offset] = (mass[offset] ?? 0) + value * weight;
  mass[offset + 1 + bucket] = (mass[offset + 1 + bucket] ?? 0) + weight;
}
