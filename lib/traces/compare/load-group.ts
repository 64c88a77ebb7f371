/** Answers `GET /api/traces/group` from the trace port. */
import { criticalPath } from '@/lib/traces/critical-path';
import type { TraceSearchRequest } from '@/lib/traces/find/terms';
import { findWholeTraces } from '@/lib/traces/find/whole-traces';
import { mainRoot, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';
import { selfTimes } from '@/lib/traces/self-time';
import { quantileOf, type TraceGroup, traceGroup } from './group';
import type { TraceGroupAnswer } from './group-contract';

/** Traces that a group is made of, at most. */
export const MOST_IN_GROUP = 300;
/** Steps between the shortest and the longest duration of a place that are told. */
const STEPS = 200;

export interface GroupRequest extends TraceSearchRequest {
  /** Only traces whose root is this; null = whatever the search finds. */
  readonly rootService: string | null;
  readonly rootName: string | null;
  /** A trace that is held against the group and does not belong to it. */
  readonly without: string | null;
}

/** Throws as `loadTraceSearch` does. */
export async function loadTraceGroup(
  port: TracePort,
  { rootService, rootName, without, ...search }: GroupRequest,
  signal?: AbortSignal,
): Promise<TraceGroupAnswer> {
  const limit = Math.min(search.limit ?? MOST_IN_GROUP, MOST_IN_GROUP);
  const found = await findWholeTraces(port, { ...search, limit }, signal);
  const belongs = (trace: Trace): boolean => {
    if (trace.count === 0 || trace.traceId === without) return false;
    const root = mainRoot(trace);
    return (
      (rootService === null || serviceOf(trace, root) === rootService) &&
      (rootName === null || nameOf(trace, root) === rootName)
    );
  };
  const traces = found.traces.filter(belongs);
  const group = traceGroup(
    traces.map((trace) => ({ trace, path: criticalPath(trace), self: selfTimes(trace) })),
  );
  return {
    ...writtenGroup(group),
    looked: found.looked,
    window: { fromSeconds: search.window.fromSeconds, toSeconds: search.window.toSeconds },
    warnings: [...found.warnings],
  };
}

function writtenGroup(group: TraceGroup): Omit<TraceGroupAnswer, 'looked' | 'window' | 'warnings'> {
  return {
    size: group.size,
    durationsNs: [...group.durationsNs],
    meanPathNs: group.meanPathNs,
    places: [...group.places].map(([key, place]) => ({
      key,
      service: place.service,
      name: place.name,
      traces: place.traces,
      spans: place.counts.reduce((sum, spans) => sum + spans, 0),
      failed: place.failed,
      durationsNs: thinned(place.durationsNs),
      pathNs: place.pathNs,
      selfNs: place.selfNs,
    })),
  };
}

function thinned(sorted: readonly number[]): number[] {
  if (sorted.length <= STEPS + 1) return [...sorted];
  return Array.from({ length: STEPS + 1 }, (_, step) => quantileOf(sorted, step / STEPS));
}
