/** A trace with all that its page shows at first, reckoned once beside the page (in the worker) and handed over whole. */
import { type CriticalPath, criticalPath } from './critical-path';
import { arrangeTrace } from './model/arrange';
import type { SpanColumns } from './model/span-columns';
import type { Trace } from './model/trace';
import { selfTimes } from './self-time';
import { type ServiceStatistics, serviceStatistics } from './statistics';

export interface OpenedTrace {
  readonly trace: Trace;
  readonly path: CriticalPath;
  /** Nanoseconds per row. */
  readonly self: Float64Array;
  readonly statistics: readonly ServiceStatistics[];
}

export function openTrace(trace: Trace): OpenedTrace {
  const path = criticalPath(trace);
  const self = selfTimes(trace);
  return { trace, path, self, statistics: serviceStatistics(trace, self, path) };
}

export function openColumns(columns: SpanColumns, adjustClocks: boolean): OpenedTrace {
  return openTrace(arrangeTrace(columns, { adjustClocks }));
}
