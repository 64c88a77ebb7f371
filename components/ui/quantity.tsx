/** A number with its unit in muted text; the exact value stands in the tooltip. */
import { type QuantityUnit, quantity } from '@/lib/mesh/quantity';
import { classNames } from './class-names';

export interface QuantityProps {
  value: number | null;
  unit: QuantityUnit;
  /** A fixed number of decimals, for the cells of one column (`columnDecimals`). */
  decimals?: number;
  /** Added to the tooltip: the window, or for a missing number the reason. */
  note?: string;
  className?: string;
}

export function Quantity({ value, unit, decimals, note, className }: QuantityProps) {
  const written = quantity(value, unit, decimals === undefined ? {} : { decimals });
  const missing = written.text === '–';
  const title = missing
    ? (note ?? 'No value')
    : note === undefined
      ? written.exact
      : `${written.exact} · ${note}`;
  return (
    <span
      title={title}
      className={classNames('whitespace-nowrap tabular-nums', missing && 'text-text-3', className)}
    >
      {written.text}
      {written.unit !== '' && (
        <span className="ml-[3px] font-normal text-text-3 tracking-normal">{written.unit}</span>
      )}
    </span>
  );
}
