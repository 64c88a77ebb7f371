/**
 * The way of an edge as level runs, one through each column that it passes, and the smooth line
 * through them: it bends only between the columns, where no node stands.
 */
import type { EdgeRoute, Point } from './drawing';

/** A level piece from `x1` to `x2` (x1 <= x2). */
export interface Run {
  x1: number;
  x2: number;
  y: number;
}

/** How far into a bend the line keeps its direction, as a share of the bend's width. */
const BEND = 0.42;
const SAME_HEIGHT = 0.5;

/** Joins runs that go on at the same height. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const previous = joined.at(-1);
    if (previous !== undefined && Math.abs(previous.y - run.y) < SAME_HEIGHT) {
      joined[joined.length - 1] = { x1: previous.x1, x2: Math.max(previous.x2, run.x2), y: previous.y };
    } else joined.push(run);
  }
  return joined;
}

/** The line from left to right; `back` turns it round, for edges against the order of the columns. */
export function routeThrough(runs: readonly Run[], back: boolean): EdgeRoute | null {
  const joined = joinRuns(runs);
  const first = joined[0];
  const last = joined.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = { x: first.x1, y: first.y };
  const end = { x: last.x2, y: last.y };
  const controls: Point[] = [];
  joined.forEach((run, index) => {
    const before = joined[index - 1];
    const after = joined[index + 1];
    const into = before === undefined ? 0 : (run.x1 - before.x2) * BEND;
    const out = after === undefined ? 0 : (after.x1 - run.x2) * BEND;
    pushControls(controls, run, before === undefined ? null : into, after === undefined ? null : out);
  });
  if (!back) return { source: start, target: end, controls, back };
  return { source: end, target: start, controls: controls.reverse(), back };
}

/**
 * The spline runs through the middle of two neighbouring controls, so a pair that lies evenly around a
 * point holds the line there: one pair at each end of a run keeps all of it level. No control may lie on an end
 * of the edge: the arrow would have no direction there.
 */
function pushControls(controls: Point[], run: Run, into: number | null, out: number | null): void {
  const { y } = run;
  const length = run.x2 - run.x1;
  const held = Math.max(into ?? 0, out ?? 0) * 2;
  if (into !== null) {
    controls.push({ x: run.x1 - into, y });
    if (length > 0 && (out === null || length > held))
      controls.push({ x: run.x1 + Math.min(into, length / 2), y });
  }
  if (out !== null) {
    if (length > 0 && (into === null || length > held))
      controls.push({ x: run.x2 - Math.min(out, length / 2), y });
    controls.push({ x: run.x2 + out, y });
  }
}
