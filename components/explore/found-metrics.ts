/** Metrics that a search finds: by every word of it, in name or help; names that begin with it come first. */

export interface FoundMetric {
  readonly name: string;
  /** '' where the store does not say. */
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

export function foundMetrics(
  names: readonly string[],
  described: readonly FoundMetric[],
  wanted: string,
): readonly FoundMetric[] {
  const byName = new Map(described.map((one) => [one.name, one]));
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = names
    .map((name) => describedAs(name, byName))
    .filter(({ name, help }) => {
      const text = `${name} ${help}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  const [first] = words;
  if (first === undefined) return found;
  const rank = ({ name }: FoundMetric) => (name.startsWith(first) ? 0 : name.includes(first) ? 1 : 2);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** The series of a histogram or summary are described by its own name, and are counters. */
function describedAs(name: string, byName: ReadonlyMap<string, FoundMetric>): FoundMetric {
  const own = byName.get(name);
  if (own !== undefined) return own;
  const base = byName.get(name.replace(/_(count|sum|bucket|total)$/, ''));
  if (base === undefined) return { name, type: '', help: '', unit: '' };
  const counts = base.type === 'histogram' || base.type === 'summary';
  return { ...base, name, type: counts ? 'counter' : base.type };
}
