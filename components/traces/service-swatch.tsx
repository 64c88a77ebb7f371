/** The small square in a service's colour that stands before its name. */
const FILLS = [
  'bg-series-1',
  'bg-series-2',
  'bg-series-3',
  'bg-series-4',
  'bg-series-5',
  'bg-series-6',
  'bg-series-7',
  'bg-series-8',
  'bg-series-9',
  'bg-series-10',
];

/** The background class of a series number (1–10). */
export function seriesFill(series: number | undefined): string {
  return FILLS[(series ?? 8) - 1] ?? 'bg-series-8';
}

export function ServiceSwatch({ series }: { series: number | undefined }) {
  return <span aria-hidden="true" className={`size-2 shrink-0 rounded-[2px] ${seriesFill(series)}`} />;
}
