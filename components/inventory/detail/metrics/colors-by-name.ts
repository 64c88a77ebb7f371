import { seriesColor } from '@/components/charts/series-colors';

/** The names of a chart's lines are all that is asked here. */
interface Chart {
  readonly series: readonly { readonly name: string }[];
}

/** Charts sort their lines by value; by this a name keeps its colour in all of them. */
export function colorsByName(charts: readonly Chart[]): ReadonlyMap<string, string> {
  const names = new Set(charts.flatMap(({ series }) => series.map(({ name }) => name)));
  return new Map([...names].map((name, index) => [name, seriesColor(index)]));
}
