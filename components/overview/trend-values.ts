/** What a sparkline of a namespace, an application or a service shows: the trends that belong to it, summed. */
import type { Trend, TrendsAnswer } from '@/lib/metrics/trends';

export interface TrendValues {
  /** Requests per second; null = a gap. */
  readonly rates: readonly (number | null)[];
  /** Failed by all requests; null where there were none. */
  readonly errorShares: readonly (number | null)[];
}

export type TrendOf = (belongs: (trend: Trend) => boolean) => TrendValues | null;

/** null where nothing belongs: what is not called has no trend. */
export function trendValues(
  answer: TrendsAnswer | undefined,
  belongs: (trend: Trend) => boolean,
): TrendValues | null {
  const own = answer?.trends.filter(belongs) ?? [];
  if (answer === undefined || own.length === 0) return null;
  const rates = summed(
    own.map(({ requestsPerSecond }) => requestsPerSecond),
    answer.instants.length,
  );
  const errors = summed(
    own.map(({ errorsPerSecond }) => errorsPerSecond),
    answer.instants.length,
  );
  return {
    rates,
    errorShares: rates.map((rate, at) => (rate === null || rate <= 0 ? null : (errors[at] ?? 0) / rate)),
  };
}

/** By application where its workloads answered, and by its service where nobody was reached. */
export function ofApplication(namespace: string, app: string): (trend: Trend) => boolean {
  return (trend) => trend.namespace === namespace && (trend.app ?? trend.service) === app;
}

export function ofService(namespace: string | null, service: string): (trend: Trend) => boolean {
  return (trend) => trend.namespace === namespace && trend.service === service;
}

export function ofNamespace(namespace: string): (trend: Trend) => boolean {
  return (trend) => trend.namespace === namespace;
}

function summed(rows: readonly (readonly (number | null)[])[], length: number): (number | null)[] {
  return Array.from({ length }, (_unused, at) => {
    const values = rows.map((row) => row[at] ?? null).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  });
}
