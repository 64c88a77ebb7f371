/** All values at the instant under the pointer, in the order that the panel asks for. */
import { displayValue } from '@/lib/dashboards/display/display-value';
import type { DrawnSeries } from './drawn-series';
import { valueAt } from './value-at';

const MOST_ROWS = 16;
/** Pixels of a row, and of what stands around the rows. */
const ROW = 16;
const AROUND = 48;
/** The markers of the legend as letters: rows come and go with each move of the pointer. */
const SHAPES = ['●', '■', '▲', '◆', '▼'] as const;
/** Letters of a name: a tooltip is as wide as its words. */
const MOST_LETTERS = 36;

export interface TooltipProps {
  readonly series: readonly DrawnSeries[];
  readonly atMs: number;
  /** Pixels from the left of the chart, of the cursor. */
  readonly x: number;
  readonly width: number;
  /** Of the chart: what is lower than its panel would be cut off. */
  readonly height: number;
  readonly clock: string;
  readonly sort: 'none' | 'asc' | 'desc';
  /** Key of the one series that is meant; null = all. */
  readonly only: string | null;
  readonly note: string | null;
}

export function ChartTooltip({ series, atMs, x, width, height, clock, sort, only, note }: TooltipProps) {
  const rows = series
    .map((one, index) => ({ one, index, value: valueAt(one, atMs) }))
    .filter(({ one }) => only === null || one.key === only)
    .filter(({ one, value }) => value !== null && one.options.hideFrom?.tooltip !== true);
  if (sort !== 'none') {
    rows.sort((a, b) => ((b.value ?? 0) - (a.value ?? 0)) * (sort === 'desc' ? 1 : -1));
  }
  const most = Math.min(MOST_ROWS, Math.max(3, Math.floor((height - AROUND) / ROW)));
  return (
    <div
      role="presentation"
      className="absolute top-1 w-max rounded-control border border-line bg-surface px-2.5 py-1.5 text-xs shadow-overlay"
      style={x < width / 2 ? { left: Math.round(x) + 12 } : { right: Math.round(width - x) + 12 }}
    >
      <p className="text-text-3 tabular-nums">{clock}</p>
      <table className="w-full">
        <tbody>
          {rows.slice(0, most).map(({ one, index, value }) => {
            const {
              prefix = '',
              text,
              suffix = '',
            } = displayValue(value, one.options, { min: null, max: null });
            return (
              <tr key={one.key}>
                <td className="whitespace-nowrap pr-3">
                  <span aria-hidden="true" className="mr-1.5 inline-block w-2.5" style={{ color: one.color }}>
                    {SHAPES[index % SHAPES.length]}
                  </span>
                  {cut(one.title)}
                </td>
                <td className="whitespace-nowrap text-right tabular-nums">
                  {prefix}
                  {text}
                  <span className="text-text-3">{suffix}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > most && <p className="text-text-3">{rows.length - most} more</p>}
      {note !== null && <p className="mt-0.5 text-text-3">{note}</p>}
    </div>
  );
}

function cut(title: string): string {
  return title.length > MOST_LETTERS ? `${title.slice(0, MOST_LETTERS - 1)}…` : title;
}
