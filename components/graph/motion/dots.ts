/**
 * Dots on the lines, for moving traffic: how many run on a line, how fast, and which of them are errors. A pure
 * function of time, so that no dot has a state of its own. Lengths in pixels at zoom 1, times in seconds.
 */
import type { LineModel } from '@/components/graph/lines/line-model';
import type { Point } from '@/lib/graph/layout/drawing';

/** Dots of a line of one pixel per second of rate; logarithmic, as the widths are. */
const RATES = { least: 0.1, most: 1000 } as const;
const SPEED = { least: 24, most: 130 } as const;
/** Free space between two dots. */
const GAP = { least: 16, most: 150 } as const;

export interface Stream {
  readonly points: readonly Point[];
  /** Length from the start to each point; the last is the whole. */
  readonly lengths: readonly number[];
  readonly speed: number;
  readonly gap: number;
  readonly failedShare: number;
}

export interface Dot extends Point {
  readonly failed: boolean;
}

/** Null where nothing flows. */
export function streamOf(line: LineModel, points: readonly Point[]): Stream | null {
  const { edge } = line;
  const flows = edge.requests?.requestsPerSecond ?? 0;
  const bytes = edge.tcp === null ? 0 : edge.tcp.sentBytesPerSecond + edge.tcp.receivedBytesPerSecond;
  // A kilobyte stands for a request.
  const rate = edge.requests === null ? bytes / 1000 : flows;
  if (rate <= 0 || points.length < 2) return null;
  const { least, most } = RATES;
  const share = Math.min(1, Math.max(0, Math.log(rate / least) / Math.log(most / least)));
  const lengths = [0];
  for (let at = 1; at < points.length; at += 1) {
    const [a, b] = [points[at - 1], points[at]];
    if (a === undefined || b === undefined) continue;
    lengths.push((lengths[at - 1] ?? 0) + Math.hypot(b.x - a.x, b.y - a.y));
  }
  return {
    points,
    lengths,
    speed: SPEED.least + share * (SPEED.most - SPEED.least),
    gap: GAP.most * (GAP.least / GAP.most) ** share,
    failedShare: line.failedShare,
  };
}

/** The dots of a stream at an instant. The n-th dot that ever started is an error by its number alone. */
export function dotsAt(stream: Stream, seconds: number): Dot[] {
  const length = stream.lengths.at(-1) ?? 0;
  const travelled = seconds * stream.speed;
  const first = Math.ceil((travelled - length) / stream.gap);
  const last = Math.floor(travelled / stream.gap);
  const dots: Dot[] = [];
  for (let number = first; number <= last; number += 1) {
    const point = pointAtLength(stream, travelled - number * stream.gap);
    dots.push({ ...point, failed: isFailed(number, stream.failedShare) });
  }
  return dots;
}

/** Spread evenly: of any run of dots the failed share is red, to within one. */
export function isFailed(number: number, share: number): boolean {
  return Math.floor((number + 1) * share) > Math.floor(number * share);
}

function pointAtLength({ points, lengths }: Stream, at: number): Point {
  let index = 1;
  while (index < lengths.length - 1 && (lengths[index] ?? 0) < at) index += 1;
  const a = points[index - 1] ?? { x: 0, y: 0 };
  const b = points[index] ?? a;
  const from = lengths[index - 1] ?? 0;
  const share = (at - from) / ((lengths[index] ?? 0) - from || 1);
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
