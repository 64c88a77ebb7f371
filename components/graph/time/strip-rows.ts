/** From charts to the two rows of the strip: all requests, and those that failed, per second. Pure. */
import type { MetricsAnswer } from '@/lib/metrics/contract';

export type StripPoint = readonly [seconds: number, value: number | null];

export interface StripRows {
  readonly total: readonly StripPoint[];
  readonly failed: readonly StripPoint[];
}

export function stripRows(answer: MetricsAnswer | undefined): StripRows {
  const requests = answer?.charts.find((chart) => chart.id === 'requests')?.series ?? [];
  const share = answer?.charts.find((chart) => chart.id === 'errors')?.series[0]?.points ?? [];
  const total = (requests[0]?.points ?? []).map(([at], index): StripPoint => {
    const values = requests.map((one) => one.points[index]?.[1] ?? null).filter((value) => value !== null);
    return [at, values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)];
  });
  const failed = total.map(([at, all], index): StripPoint => {
    const part = share[index]?.[1] ?? null;
    return [at, all === null || part === null ? null : all * part];
  });
  return { total, failed };
}

/** Mean over the window, of the points in it; null without any. */
export function meanWithin(
  points: readonly StripPoint[],
  { fromSeconds, toSeconds }: { readonly fromSeconds: number; readonly toSeconds: number },
): number | null {
  const values = points
    .filter(([at, value]) => at > fromSeconds && at <= toSeconds && value !== null)
    .map(([, value]) => value ?? 0);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
