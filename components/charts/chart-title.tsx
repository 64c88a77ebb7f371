/** The line above a plot: what it shows, and each line's value at the cursor, else the newest. */
import { type QuantityUnit, quantity, quantityText } from '@/lib/mesh/quantity';
import { Marker } from './marker';
import { type ChartRow, type ChartSeries, lastValue, typicalStep, valueAt } from './rows';

/** More values than this do not fit into a line; the tooltip lists them. */
const MOST_VALUES = 4;

export interface ChartTitleProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
  readonly unit: QuantityUnit;
  readonly cursorSeconds: number | null;
  /** Series that were left out. */
  readonly hidden: number;
  readonly emptyReason?: string;
}

export function ChartTitle(props: ChartTitleProps) {
  const { title, series, rows, unit, cursorSeconds } = props;
  const reach = typicalStep(rows) * 0.75;
  // Several values of one unit: it stands once, beside the title.
  // What a line was stands beside what it is.
  const present = series.filter(({ of }) => of === undefined);
  const shownOf = (one: ChartSeries | undefined) =>
    one === undefined
      ? null
      : cursorSeconds === null
        ? (lastValue(one)?.value ?? null)
        : valueAt(one, cursorSeconds, reach);
  const bare = present.length > 2 && (unit === 'rps' || unit === 'share');
  return (
    <figcaption className="flex min-h-5 items-center justify-between gap-3 text-[12px] leading-5 whitespace-nowrap">
      <span className="shrink-0 font-semibold text-text">
        {title}
        {bare && <span className="font-normal text-text-3"> {unit === 'rps' ? 'rps' : '%'}</span>}
      </span>
      {props.emptyReason === undefined ? (
        // What does not fit goes to a second line, which is not shown: no figure stands there in half.
        <span className="flex h-5 min-w-0 flex-wrap items-center justify-end gap-x-2.5 overflow-hidden tabular-nums">
          {present.slice(0, MOST_VALUES).map((one, index) => (
            <LegendValue
              key={one.key}
              series={one}
              index={index}
              alone={present.length === 1}
              value={shownOf(one)}
              was={shownOf(series.find(({ of }) => of === one.key))}
              unit={unit}
              bare={bare}
            />
          ))}
          {present.length + props.hidden > MOST_VALUES && (
            <span className="text-text-3">{present.length + props.hidden - MOST_VALUES} more</span>
          )}
        </span>
      ) : (
        <span className="truncate text-text-3">{props.emptyReason}</span>
      )}
    </figcaption>
  );
}

interface LegendValueProps {
  readonly series: ChartSeries;
  readonly index: number;
  /** The only line of its chart needs no name. */
  readonly alone: boolean;
  readonly value: number | null;
  /** At the earlier of two moments. */
  readonly was: number | null;
  readonly unit: QuantityUnit;
  /** The unit stands beside the title. */
  readonly bare: boolean;
}

function LegendValue({ series, index, alone, value, was, unit, bare }: LegendValueProps) {
  const written = quantity(value, unit);
  return (
    <span className="inline-flex items-center gap-1" title={`${series.name}: ${written.exact}`}>
      {!alone && (
        <svg aria-hidden="true" width="10" height="10" viewBox="-5 -5 10 10">
          <Marker index={index} color={series.color} x={0} y={0} />
        </svg>
      )}
      {!alone && <span className="text-text-3">{series.name}</span>}
      <span className="text-text">{written.text}</span>
      {written.unit !== '' && !bare && <span className="text-text-3">{written.unit}</span>}
      {was !== null && (
        <span className="text-text-3">was {bare ? quantity(was, unit).text : quantityText(was, unit)}</span>
      )}
    </span>
  );
}
