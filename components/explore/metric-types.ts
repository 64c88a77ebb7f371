/** Types of metrics by name; the series of a histogram or summary are counters. */

interface Described {
  readonly name: string;
  readonly type: string;
}

const known = new WeakMap<readonly Described[], ReadonlyMap<string, string>>();

export function metricTypes(metrics: readonly Described[]): (metric: string) => string | undefined {
  let types = known.get(metrics);
  if (types === undefined) {
    types = new Map(metrics.map(({ name, type }) => [name, type]));
    known.set(metrics, types);
  }
  const found = types;
  return (metric) => {
    const own = found.get(metric);
    if (own !== undefined) return own;
    const base = found.get(metric.replace(/_(count|sum|bucket|total)$/, ''));
    return base === 'histogram' || base === 'summary' || base === 'counter' ? 'counter' : base;
  };
}
