/**
 * Self time: how long a span was busy itself, its duration less the time in which at least one child was open.
 * Children that it does not wait for are not taken off. Microseconds.
 */
import { endOf, type TraceTree } from './tree';

export function selfTimes(tree: TraceTree): Float64Array {
  const count = tree.spans.length;
  const self = Float64Array.from(tree.duration);
  // How far each row's time is already taken by children seen so far; rows come by start within a parent.
  const covered = Float64Array.from(tree.start);
  for (let row = 0; row < count; row += 1) {
    const parent = tree.parent[row] ?? -1;
    if (parent < 0 || tree.asynchronous[row] === 1) continue;
    const from = Math.max(tree.start[row] ?? 0, covered[parent] ?? 0);
    const to = Math.min(endOf(tree, row), endOf(tree, parent));
    if (to <= from) continue;
    self[parent] = Math.max(0, (self[parent] ?? 0) - (to - from));
    covered[parent] = to;
  }
  return self;
}
