/** Where one duration stands among all that a histogram counted: its percentile rank, with the figures behind it. */
import { z } from 'zod';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import { warningSchema } from '@/lib/mesh/warning';
import { type Bucket, quantile } from './histogram';
import type { TrafficSelection } from './series';
import type { DetailPort } from './traffic-detail';

const sideSchema = z.object({ boundMs: z.number(), share: z.number() });

/** `GET /api/metrics/rank`. Milliseconds; shares are fractions of 1. */
export const rankAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** Null = nothing was counted in the window. */
  rank: z
    .object({
      /** Share of the requests that took no longer, interpolated within its bucket. */
      share: z.number(),
      /** The bucket it falls into: what share of all lies up to each of its bounds. Null above = no bound. */
      from: sideSchema,
      to: sideSchema.nullable(),
      /** Requests of the window. */
      requests: z.number(),
      p50: z.number().nullable(),
      p95: z.number().nullable(),
      p99: z.number().nullable(),
    })
    .nullable(),
  warnings: z.array(warningSchema),
});
export type RankAnswer = z.infer<typeof rankAnswerSchema>;

export interface RankPorts {
  readonly detail: Pick<DetailPort, 'histograms'>;
}

/** Throws `Fault` when the histogram cannot be read. */
export async function loadRank(
  { detail }: RankPorts,
  asked: { readonly selection: TrafficSelection; readonly window: TimeWindow; readonly valueMs: number },
  signal?: AbortSignal,
): Promise<RankAnswer> {
  const { selection, window, valueMs } = asked;
  const query = { selections: [selection], requests: true, tcp: false, window, signal };
  const { of, warnings } = await detail.histograms(query);
  return {
    window,
    rank: rankOf(valueMs, of.duration.buckets, windowSeconds(window)),
    warnings: warnings.map((message) => ({ source: 'prometheus' as const, code: 'partial', message })),
  };
}

/** `buckets` are cumulative, in observations per second. Null where nothing was observed, or no total is known. */
export function rankOf(value: number, buckets: readonly Bucket[], seconds: number): RankAnswer['rank'] {
  const sums = new Map<number, number>();
  for (const { upperBound, count } of buckets) sums.set(upperBound, (sums.get(upperBound) ?? 0) + count);
  const sorted = [...sums].sort(([a], [b]) => a - b);
  const [lastBound, total = 0] = sorted.at(-1) ?? [];
  if (lastBound !== Number.POSITIVE_INFINITY || !(total > 0)) return null;
  const steps = sorted.map(([boundMs, count]) => ({ boundMs, share: Math.min(1, count / total) }));
  const at = steps.findIndex(({ boundMs }) => value <= boundMs);
  const to = steps[at] ?? { boundMs: lastBound, share: 1 };
  const from = steps[at - 1] ?? { boundMs: 0, share: 0 };
  const isOpen = to.boundMs === Number.POSITIVE_INFINITY;
  const part = isOpen ? 0 : (Math.max(0, value) - from.boundMs) / (to.boundMs - from.boundMs);
  const all = [...buckets];
  return {
    // Beyond the last bound no more is known than what lies below it.
    share: from.share + part * Math.max(0, to.share - from.share),
    from,
    to: isOpen ? null : to,
    requests: total * seconds,
    p50: quantile(0.5, all),
    p95: quantile(0.95, all),
    p99: quantile(0.99, all),
  };
}
