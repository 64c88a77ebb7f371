/** All values at the cursor as a table, highest first, on the side of the plot that has room. */
import { type QuantityUnit, quantity } from '@/lib/mesh/quantity';
import { clockLabel } from './axis';
import { Marker } from './marker';
import { type Plot, plotX } from './plot';
import { type ChartSeries, valueAt } from './rows';

/** Rows of a tooltip; the rest is counted. */
const MOST_ROWS = 10;

export interface ChartTooltipProps {
  readonly plot: Plot;
  readonly series: readonly ChartSeries[];
  readonly unit: QuantityUnit;
  readonly seconds: number;
  readonly reachSeconds: number;
}

export function ChartTooltip({ plot, series, unit, seconds, reachSeconds }: ChartTooltipProps) {
  const x = plotX(plot, seconds);
  const leftHalf = x < plot.left + plot.width / 2;
  const values = series
    .map((one, index) => ({ one, index, value: valueAt(one, seconds, reachSeconds) }))
    .filter((row) => row.value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return (
    <div
      role="presentation"
      className="pointer-events-none absolute z-10 min-w-36 rounded-md border border-line bg-surface px-2.5 py-1.5 text-[12px] leading-[18px] shadow-(--shadow)"
      style={{ top: plot.top, ...(leftHalf ? { left: x + 12 } : { right: `calc(100% - ${x - 12}px)` }) }}
    >
      <div className="text-text-3 tabular-nums">{clockLabel(seconds, 0, true)}</div>
      <table className="w-full tabular-nums">
        <tbody>
          {values.slice(0, MOST_ROWS).map(({ one, index, value }) => (
            <tr key={one.key}>
              <td className="pr-3 whitespace-nowrap text-text">
                <svg
                  aria-hidden="true"
                  width="10"
                  height="10"
                  viewBox="-5 -5 10 10"
                  className="mr-1.5 inline-block"
                >
                  <Marker index={index} color={one.color} x={0} y={0} />
                </svg>
                {one.name}
              </td>
              <td className="text-right whitespace-nowrap text-text">
                {quantity(value, unit).text}
                <span className="text-text-3"> {quantity(value, unit).unit}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {values.length > MOST_ROWS && <div className="text-text-3">{values.length - MOST_ROWS} more</div>}
    </div>
  );
}
