/**
 * How requests and their failures went for each service over a window, a few points each: what sparklines in lists
 * show. A port, its loader and the answer of `GET /api/trends`.
 */
import { z } from 'zod';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import { warningSchema } from '@/lib/mesh/warning';

/** One value for each instant of the answer; null = a gap. */
const values = z.array(z.number().nullable());

export const trendSchema = z.object({
  /** Namespace and short name (or host) of the service that is called; null = not known. */
  namespace: z.string().nullable(),
  service: z.string().nullable(),
  /** Canonical service of the workloads that answer; null = nobody was reached. */
  app: z.string().nullable(),
  requestsPerSecond: values,
  /** Headline errors: 5xx, no response and gRPC failures, without injected ones. */
  errorsPerSecond: values,
});
export type Trend = z.infer<typeof trendSchema>;

export const trendsAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** Unix seconds of the values, evenly spaced. */
  instants: z.array(z.number()),
  /** Most requests first. */
  trends: z.array(trendSchema),
  /** Trends that were left out, those with the fewest requests. */
  leftOut: z.number(),
  warnings: z.array(warningSchema),
});
export type TrendsAnswer = z.infer<typeof trendsAnswerSchema>;

export interface TrendsQuery {
  readonly window: TimeWindow;
  /** Of the services called; null = all. */
  readonly namespaces: readonly string[] | null;
  readonly instants: readonly number[];
  readonly stepSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

export interface TrendsPort {
  /** Trends in no order. Throws `Fault` when requests cannot be read. */
  trends(
    query: TrendsQuery,
  ): Promise<{ readonly trends: readonly Trend[]; readonly warnings: readonly string[] }>;
}

/** A sparkline is some 60 px wide. */
const POINTS = 24;
/** More rows than a page of the console lists; their sums would still be right for what is listed. */
const MOST_TRENDS = 500;

export async function loadTrends(
  { trends }: { readonly trends: TrendsPort },
  request: { readonly window: TimeWindow; readonly namespaces: readonly string[] | null },
  signal?: AbortSignal,
): Promise<TrendsAnswer> {
  const { window, namespaces } = request;
  const stepSeconds = windowSeconds(window) / POINTS;
  const instants = Array.from({ length: POINTS }, (_, at) => window.fromSeconds + (at + 1) * stepSeconds);
  const found = await trends.trends({ window, namespaces, instants, stepSeconds, signal });
  const ranked = found.trends
    .map((trend) => ({ trend, total: total(trend.requestsPerSecond) }))
    .sort((a, b) => b.total - a.total)
    .map(({ trend }) => trend);
  return {
    window,
    instants,
    trends: ranked.slice(0, MOST_TRENDS),
    leftOut: Math.max(0, ranked.length - MOST_TRENDS),
    warnings: found.warnings.map((message) => ({ source: 'prometheus', code: 'partial', message })),
  };
}

function total(rates: readonly (number | null)[]): number {
  return rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0);
}
