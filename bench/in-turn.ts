/** Two ways of doing the same, measured in turns, so that what else the machine does meets both. */
import { median } from './figure';

/** Until the engine has compiled what runs often, as in a server that has been up for a minute. */
export const WARM_UP_RUNS = 3;

/**
 * Milliseconds of either side, `runs` each after the warm-up. The order turns over in every round: what one side
 * leaves Prometheus to clean up would else always be paid by the other.
 */
export async function inTurn<Side extends string>(
  runs: number,
  sides: Readonly<Record<Side, () => Promise<unknown>>>,
): Promise<Record<Side, number[]>> {
  const order = Object.keys(sides) as Side[];
  const taken = Object.fromEntries(order.map((side) => [side, []])) as unknown as Record<Side, number[]>;
  for (let run = -WARM_UP_RUNS; run < runs; run += 1) {
    for (const side of order) {
      const startedAt = performance.now();
      await sides[side]();
      if (run >= 0) taken[side].push(performance.now() - startedAt);
    }
    order.reverse();
  }
  return taken;
}

/** The median of the rounds: the two sides of one stood next to each other, so what else the machine did met both. */
export function ratio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((ms, round) => ms / (theirs[round] ?? Number.NaN)));
}

/** Least, median and most, for notes. */
export function span(values: readonly number[]): string {
  const rounded = [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(0));
  return `${rounded.join(' / ')} ms (least, median, most of ${values.length})`;
}
