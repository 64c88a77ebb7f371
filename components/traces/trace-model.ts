/** Everything that the trace page draws, computed once per answer. Pure. */
import type { TraceAnswer } from '@/lib/traces/contract';
import { type CriticalPath, criticalPath } from '@/lib/traces/critical-path';
import { decodeTrace } from '@/lib/traces/encode';
import type { Trace } from '@/lib/traces/search';
import { selfTimes } from '@/lib/traces/self-time';
import { type ServiceStatistics, serviceStatistics } from '@/lib/traces/statistics';
import { mainRoot } from '@/lib/traces/summary';
import { buildTree, endOf, type TraceTree } from '@/lib/traces/tree';
import { shortServices } from './names';
import { serviceSeries } from './service-colors';

export interface TraceModel {
  readonly trace: Trace;
  readonly tree: TraceTree;
  readonly path: CriticalPath;
  /** µs per row. */
  readonly self: Float64Array;
  readonly statistics: readonly ServiceStatistics[];
  /** Series number (1–10) by position in `tree.services`. */
  readonly series: readonly number[];
  /** Short name by position in `tree.services`. */
  readonly names: readonly string[];
  /** The row that names the trace. */
  readonly root: number;
  readonly failed: number;
  /** How much longer the trace runs after its root has answered, µs. */
  readonly afterRootUs: number;
}

export function traceModel(answer: TraceAnswer): TraceModel {
  const trace = decodeTrace(answer);
  const tree = buildTree(trace);
  const path = criticalPath(tree);
  const self = selfTimes(tree);
  const colors = serviceSeries(tree.services);
  const names = shortServices(tree.services);
  const root = mainRoot(tree);
  return {
    trace,
    tree,
    path,
    self,
    statistics: serviceStatistics(tree, self, path),
    series: tree.services.map((name) => colors.get(name) ?? 8),
    names: tree.services.map((name) => names.get(name) ?? name),
    root,
    failed: tree.failed.reduce((sum, failed) => sum + failed, 0),
    afterRootUs: tree.spans.length === 0 ? 0 : Math.max(0, tree.durationUs - endOf(tree, root)),
  };
}
