/** What a trace says of each of its services: spans, failures, own time, share of the critical path. */
import type { CriticalPath } from './critical-path';
import type { TraceTree } from './tree';

export interface ServiceStatistics {
  /** Position in `tree.services`. */
  readonly service: number;
  readonly name: string;
  readonly spans: number;
  readonly failed: number;
  /** Sum of the spans' self times, µs. */
  readonly selfUs: number;
  /** Time on the critical path, µs. */
  readonly criticalUs: number;
}

/** One entry per service, the one with most time on the critical path first. */
export function serviceStatistics(
  tree: TraceTree,
  self: Float64Array,
  path: CriticalPath,
): ServiceStatistics[] {
  const sums = tree.services.map((name, service) => ({
    service,
    name,
    spans: 0,
    failed: 0,
    selfUs: 0,
    criticalUs: 0,
  }));
  for (let row = 0; row < tree.spans.length; row += 1) {
    const sum = sums[tree.service[row] ?? 0];
    if (sum === undefined) continue;
    sum.spans += 1;
    sum.failed += tree.failed[row] ?? 0;
    sum.selfUs += self[row] ?? 0;
    sum.criticalUs += path.ownUs[row] ?? 0;
  }
  return sums.sort(
    (a, b) => b.criticalUs - a.criticalUs || b.selfUs - a.selfUs || a.name.localeCompare(b.name, 'en'),
  );
}
