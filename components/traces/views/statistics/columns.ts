/** The figures of the statistics table: what each is called, and how it is read. Nanoseconds, counts and shares. */
import type { SpanFigures, SpanGroup } from '@/lib/traces/span-groups/group-spans';

export interface FigureColumn {
  readonly id: keyof SpanFigures;
  readonly label: string;
  readonly title: string;
  readonly unit: 'count' | 'us' | 'share';
}

const time = (id: keyof SpanFigures, label: string, title: string): FigureColumn => ({
  id,
  label,
  title,
  unit: 'us',
});

export const FIGURE_COLUMNS: readonly FigureColumn[] = [
  { id: 'spans', label: 'Spans', title: 'How many spans', unit: 'count' },
  { id: 'failed', label: 'Failed', title: 'Spans that failed themselves', unit: 'count' },
  time('totalNs', 'Total', 'Durations added up; a span within a span of the same group counts twice'),
  time('averageNs', 'Average', 'Average duration'),
  time('shortestNs', 'Min', 'Shortest duration'),
  time('p50Ns', 'p50', 'Half of the spans took no longer'),
  time('p95Ns', 'p95', '95 % of the spans took no longer'),
  time('longestNs', 'Max', 'Longest duration'),
  time('selfTotalNs', 'Self total', 'Time in which no child was open, added up'),
  time('selfAverageNs', 'Self avg', 'Average self time'),
  time('selfShortestNs', 'Self min', 'Smallest self time'),
  time('selfLongestNs', 'Self max', 'Largest self time'),
  {
    id: 'selfShare',
    label: 'Self %',
    title: 'Self time against the duration of the trace; more than 100 % where spans run side by side',
    unit: 'share',
  },
];

/** As `Quantity` takes it. */
export function figureValue(group: SpanFigures, { id, unit }: FigureColumn): number {
  return unit === 'us' ? group[id] / 1000 : group[id];
}

/** A line of the table: a group, or one within a group. */
export interface GroupLine {
  readonly group: SpanGroup;
  /** The group around it; null for a group of its own. */
  readonly within: SpanGroup | null;
}

/** Sorts groups, and those within each, by `value` (their text) or a figure. Groups without the attribute come last by text. */
export function groupLines(groups: readonly SpanGroup[], column: string, descending: boolean): GroupLine[] {
  const figure = FIGURE_COLUMNS.find(({ id }) => id === column);
  const sign = descending ? -1 : 1;
  const compare = (a: SpanGroup, b: SpanGroup): number => {
    if (figure !== undefined) return sign * (a[figure.id] - b[figure.id]);
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return sign * a.value.localeCompare(b.value, 'en', { numeric: true });
  };
  return [...groups]
    .sort(compare)
    .flatMap((group) => [
      { group, within: null },
      ...[...group.groups].sort(compare).map((inner) => ({ group: inner, within: group })),
    ]);
}
