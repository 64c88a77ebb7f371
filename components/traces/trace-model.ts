/** Everything that the trace page draws, computed once per answer. Pure. */
import type { TraceAnswer } from '@/lib/traces/contract';
import { type CriticalPath, criticalPath } from '@/lib/traces/critical-path';
import { decodeTrace } from '@/lib/traces/encode';
import { endNs, FAILED, mainRoot, type Trace } from '@/lib/traces/model/trace';
import { selfTimes } from '@/lib/traces/self-time';
import { type ServiceStatistics, serviceStatistics } from '@/lib/traces/statistics';
import { shortServices } from './names';
import { serviceSeries } from './service-colors';

export interface TraceModel {
  readonly trace: Trace;
  readonly path: CriticalPath;
  /** Nanoseconds per row. */
  readonly self: Float64Array;
  readonly statistics: readonly ServiceStatistics[];
  /** Series number (1–10) by position in `trace.services`. */
  readonly series: readonly number[];
  /** Short name by position in `trace.services`. */
  readonly names: readonly string[];
  /** The row that names the trace. */
  readonly root: number;
  readonly failed: number;
  /** How much longer the trace runs after its root has answered, ns. */
  readonly afterRootNs: number;
}

export function traceModel(answer: TraceAnswer): TraceModel {
  return modelOfTrace(decodeTrace(answer));
}

export function modelOfTrace(trace: Trace): TraceModel {
  const path = criticalPath(trace);
  const self = selfTimes(trace);
  const colors = serviceSeries(trace.services);
  const names = shortServices(trace.services);
  const root = mainRoot(trace);
  return {
    trace,
    path,
    self,
    statistics: serviceStatistics(trace, self, path),
    series: trace.services.map((name) => colors.get(name) ?? 8),
    names: trace.services.map((name) => names.get(name) ?? name),
    root,
    failed: trace.flags.reduce((sum, flags) => sum + (flags & FAILED), 0),
    afterRootNs: trace.count === 0 ? 0 : Math.max(0, trace.totalNs - endNs(trace, root)),
  };
}
