/** A measured figure: what, how much, and the goal that it should stay at or below. */
export interface Figure {
  readonly name: string;
  /** The median where several runs were made. */
  readonly value: number;
  /** `×` for a ratio against something run beside it, else the unit. */
  readonly unit: string;
  /** At most this is good; null where there is none. */
  readonly goal: number | null;
  /** What else belongs to it: lowest and highest, seeds, absolute times. */
  readonly note?: string;
}

/** The middle one of an odd number of measurements, else the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  if (upper === undefined) throw new Error('The median of nothing was asked for.');
  const lower = Number.isInteger(middle) ? sorted[middle - 1] : upper;
  return (upper + (lower ?? upper)) / 2;
}

/** NaN meets no goal. */
export function missesGoal({ value, goal }: Figure): boolean {
  return goal !== null && !(value <= goal);
}

/** One line: `✓ layout of 1,000 nodes / dagre   0.012 ×   (goal ≤ 0.05)   note`. */
export function figureLine(figure: Figure): string {
  const { name, value, unit, goal, note } = figure;
  const mark = goal === null ? '·' : missesGoal(figure) ? '✗' : '✓';
  const size = `${Number(value.toPrecision(3))} ${unit}`;
  return [mark, name.padEnd(64), size.padStart(16), goal === null ? '' : `(goal ≤ ${goal})`, note ?? '']
    .join('  ')
    .trimEnd();
}
