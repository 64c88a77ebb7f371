/**
 * Self time: how long a span was busy itself, its duration less the time in which at least one child was open.
 * Children that it does not wait for are not taken off. Nanoseconds.
 */
import { ASYNCHRONOUS, endNs, hasFlag, type Trace } from './model/trace';

export function selfTimes(trace: Trace): Float64Array {
  const count = trace.count;
  const self = trace.durationNs.slice();
  // How far each row's time is already taken by children seen so far; rows come by start within a parent.
  const covered = trace.startNs.slice();
  for (let row = 0; row < count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    if (parent < 0 || hasFlag(trace, row, ASYNCHRONOUS)) continue;
    const from = Math.max(trace.startNs[row] ?? 0, covered[parent] ?? 0);
    const to = Math.min(endNs(trace, row), endNs(trace, parent));
    if (to <= from) continue;
    self[parent] = Math.max(0, (self[parent] ?? 0) - (to - from));
    covered[parent] = to;
  }
  return self;
}
