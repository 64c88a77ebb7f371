/** How many traces took how long, in bins along the axis of the scatter plot. Pure. */

export interface DurationBin {
  readonly fromUs: number;
  readonly toUs: number;
  /** Among the chosen ones, and the rest. */
  readonly chosen: number;
  readonly others: number;
}

/** Bins of equal height on the axis, which goes from `shortestUs` to `longestUs`. */
export function durationBins(
  traces: readonly { readonly traceId: string; readonly durationUs: number }[],
  axis: { readonly shortestUs: number; readonly longestUs: number; readonly scale: 'log' | 'linear' },
  chosen: ReadonlySet<string> | null,
  count: number,
): DurationBin[] {
  const log = axis.scale === 'log';
  const of = (us: number): number => (log ? Math.log(Math.max(1, us)) : us);
  const from = of(axis.shortestUs);
  const width = (of(axis.longestUs) - from) / count;
  const edge = (index: number): number => (log ? Math.exp(from + width * index) : from + width * index);
  const bins = Array.from({ length: count }, (_, index) => ({
    fromUs: edge(index),
    toUs: edge(index + 1),
    chosen: 0,
    others: 0,
  }));
  for (const trace of traces) {
    const at = Math.min(count - 1, Math.max(0, Math.floor((of(trace.durationUs) - from) / width + 1e-9)));
    const bin = bins[at];
    if (bin === undefined) continue;
    if (chosen === null || chosen.has(trace.traceId)) bin.chosen += 1;
    else bin.others += 1;
  }
  return bins;
}
