/** Series as text, as Prometheus' own console writes them. */
import { quoted } from '@/lib/promql/selectors';
import type { DrawnSeries } from './drawn-series';

/** `name{a="b"}`; `{}` where there is nothing. */
export function seriesText({ __name__: name = '', ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return pairs.length === 0 && name !== '' ? name : `${name}{${pairs.join(', ')}}`;
}

function valueText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** One line a series, then its points `value @seconds`, one line each where there are several. */
export function rawText(series: readonly Pick<DrawnSeries, 'labels' | 'points'>[]): string {
  return series
    .map(({ labels, points }) => {
      const [first] = points;
      if (points.length === 1 && first !== undefined)
        return `${seriesText(labels)} ${valueText(first[1])} @${first[0]}`;
      return [seriesText(labels), ...points.map(([at, value]) => `  ${valueText(value)} @${at}`)].join('\n');
    })
    .join('\n');
}
