/** What a trace says of each of its services: spans, failures, own time, share of the critical path. */
import type { CriticalPath } from './critical-path';
import { FAILED, type Trace } from './model/trace';

export interface ServiceStatistics {
  /** Position in `trace.services`. */
  readonly service: number;
  readonly name: string;
  readonly spans: number;
  readonly failed: number;
  /** Sum of the spans' self times, ns. */
  readonly selfNs: number;
  /** Time on the critical path, ns. */
  readonly criticalNs: number;
}

/** One entry per service, the one with most time on the critical path first. */
export function serviceStatistics(trace: Trace, self: Float64Array, path: CriticalPath): ServiceStatistics[] {
  const sums = trace.services.map((name, service) => ({
    service,
    name,
    spans: 0,
    failed: 0,
    selfNs: 0,
    criticalNs: 0,
  }));
  for (let row = 0; row < trace.count; row += 1) {
    const sum = sums[trace.service[row] ?? 0];
    if (sum === undefined) continue;
    sum.spans += 1;
    sum.failed += (trace.flags[row] ?? 0) & FAILED;
    sum.selfNs += self[row] ?? 0;
    sum.criticalNs += path.ownNs[row] ?? 0;
  }
  return sums.sort(
    (a, b) => b.criticalNs - a.criticalNs || b.selfNs - a.selfNs || a.name.localeCompare(b.name, 'en'),
  );
}

export interface OperationStatistics extends ServiceStatistics {
  /** Position in `trace.names`. */
  readonly operation: number;
  readonly operationName: string;
}

/** As `serviceStatistics`, one entry for each service and name of span. */
export function operationStatistics(
  trace: Trace,
  self: Float64Array,
  path: CriticalPath,
): OperationStatistics[] {
  const sums = new Map<
    number,
    { -readonly [Field in keyof OperationStatistics]: OperationStatistics[Field] }
  >();
  for (let row = 0; row < trace.count; row += 1) {
    const service = trace.service[row] ?? 0;
    const operation = trace.name[row] ?? 0;
    const key = service * trace.names.length + operation;
    let sum = sums.get(key);
    if (sum === undefined) {
      const names = { name: trace.services[service] ?? '', operationName: trace.names[operation] ?? '' };
      sum = { service, operation, ...names, spans: 0, failed: 0, selfNs: 0, criticalNs: 0 };
      sums.set(key, sum);
    }
    sum.spans += 1;
    sum.failed += (trace.flags[row] ?? 0) & FAILED;
    sum.selfNs += self[row] ?? 0;
    sum.criticalNs += path.ownNs[row] ?? 0;
  }
  return [...sums.values()].sort(
    (a, b) =>
      b.criticalNs - a.criticalNs ||
      b.selfNs - a.selfNs ||
      a.name.localeCompare(b.name, 'en') ||
      a.operationName.localeCompare(b.operationName, 'en'),
  );
}
