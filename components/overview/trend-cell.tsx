/** The place of a sparkline in a table: as wide before its trend is there as after, so that nothing moves. */
import { Sparkline } from '@/components/charts/sparkline';

export interface TrendCellProps {
  /** null = not there yet, or nothing to draw. */
  values: readonly (number | null)[] | null;
  label: string;
  color?: string;
  className?: string;
}

const WIDTH = 56;
const HEIGHT = 18;

export function TrendCell({ values, label, color, className = '' }: TrendCellProps) {
  return (
    <span className={`inline-block align-middle ${className}`} style={{ width: WIDTH, height: HEIGHT }}>
      {values !== null && (
        <Sparkline
          values={values}
          width={WIDTH}
          height={HEIGHT}
          label={label}
          {...(color === undefined ? {} : { color })}
        />
      )}
    </span>
  );
}
