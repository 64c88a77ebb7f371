/** Which way a figure went between two windows, and whether that is good. Pure. */
import type { QuantityUnit } from '@/lib/mesh/quantity';

export interface Direction {
  readonly way: 'up' | 'down' | 'same';
  /** `12 %`, `3 points`, `4.1 ×`. */
  readonly by: string;
  readonly tone: 'better' | 'worse' | 'neither';
}

/** Smaller changes are noise: below this share of the figure, or this many points of a share. */
const SAME = 0.01;
const SAME_POINTS = 0.0005;
/** From here on a change for better or worse is coloured. */
const TELLING = 0.1;
const TELLING_POINTS = 0.005;

/** null = one of the two is not known. */
export function directionOf(
  before: number | null,
  now: number | null,
  unit: QuantityUnit,
  better: 'less' | 'more' | null,
): Direction | null {
  if (before === null || now === null) return null;
  const isShare = unit === 'share';
  const change = isShare
    ? now - before
    : before === 0
      ? now === 0
        ? 0
        : Number.POSITIVE_INFINITY
      : now / before - 1;
  const size = Math.abs(change);
  if (size < (isShare ? SAME_POINTS : SAME)) return { way: 'same', by: '', tone: 'neither' };
  const way = change > 0 ? 'up' : 'down';
  const isGood = better === (way === 'up' ? 'more' : 'less');
  const isTelling = better !== null && size >= (isShare ? TELLING_POINTS : TELLING);
  return { way, by: sizeOf(change, isShare), tone: isTelling ? (isGood ? 'better' : 'worse') : 'neither' };
}

function sizeOf(change: number, isShare: boolean): string {
  const percent = Number((Math.abs(change) * 100).toPrecision(2));
  if (isShare) return `${percent} ${percent === 1 ? 'point' : 'points'}`;
  if (!Number.isFinite(change)) return 'from 0,';
  return change >= 1 ? `${Number((change + 1).toPrecision(2))} ×` : `${percent} %`;
}
