/** What was read of services, added up to figures: rate, failures and percentiles of each, at each instant. Pure. */
import { type Bucket, quantile } from './histogram';
import { type Called, type PerformanceData, QUANTILES } from './performance';

/** Lists hold a value for each instant; null = nothing is known there. */
export interface Figures {
  readonly called: Called;
  readonly requestsPerSecond: readonly (number | null)[];
  readonly errorsPerSecond: readonly (number | null)[];
  /** In the order of `QUANTILES`, milliseconds. */
  readonly quantilesMs: readonly (readonly (number | null)[])[];
}

/** Services as wholes, or each of their operations. */
export type Level = 'service' | 'operation';

interface Sums {
  readonly called: Called;
  readonly requests: (number | null)[];
  readonly errors: (number | null)[];
  /** Of each instant. */
  readonly buckets: Bucket[][];
  /** Read and not computed, by share. */
  readonly read: Map<number, readonly (number | null)[]>;
}

/** By `keyOf`. Percentiles are of the summed buckets, never of other percentiles. */
export function figuresOf(data: PerformanceData, level: Level, instants: number): Map<string, Figures> {
  const all = new Map<string, Sums>();
  const at = (called: Called): Sums => {
    const key = keyOf(called, level);
    const known = all.get(key);
    if (known !== undefined) {
      // What reached nobody does not know the name in traces; what was answered does.
      if (known.called.searchService !== null || called.searchService === null) return known;
      const better = { ...known, called: { ...known.called, searchService: called.searchService } };
      all.set(key, better);
      return better;
    }
    const sums: Sums = {
      called: level === 'service' ? { ...called, operation: null } : called,
      requests: Array.from({ length: instants }, () => null),
      errors: Array.from({ length: instants }, () => null),
      buckets: Array.from({ length: instants }, () => []),
      read: new Map(),
    };
    all.set(key, sums);
    return sums;
  };
  for (const { called, failed, values } of data.counts) {
    const { requests, errors } = at(called);
    values.forEach((value, instant) => {
      if (value === null) return;
      requests[instant] = (requests[instant] ?? 0) + value;
      errors[instant] = (errors[instant] ?? 0) + (failed ? value : 0);
    });
  }
  for (const { called, upperBoundMs, values } of data.buckets) {
    const { buckets } = at(called);
    values.forEach((count, instant) => {
      if (count !== null) buckets[instant]?.push({ upperBound: upperBoundMs, count });
    });
  }
  for (const { called, isWhole, share, values } of data.quantiles)
    if (isWhole === (level === 'service')) at(called).read.set(share, values);
  return new Map([...all].map(([key, sums]) => [key, finished(sums)]));
}

export function keyOf({ service, operation }: Called, level: Level): string {
  return level === 'service' ? service : `${service}\n${operation ?? ''}`;
}

function finished({ called, requests, errors, buckets, read }: Sums): Figures {
  return {
    called,
    requestsPerSecond: requests,
    errorsPerSecond: errors,
    quantilesMs: QUANTILES.map((share) => read.get(share) ?? buckets.map((some) => quantile(share, some))),
  };
}
