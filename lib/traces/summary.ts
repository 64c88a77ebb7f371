/** A found trace in one line of a list: what it is, how long, what failed, and whose time it was. */
import type { TraceSummary } from './contract';
import { criticalPath } from './critical-path';
import { FAILED, hasFlag, mainRoot, nameOf, ORPHAN, serviceOf, type Trace } from './model/trace';
import { selfTimes } from './self-time';
import { serviceStatistics } from './statistics';

/** A bar of a list cannot show more. */
const MAX_SEGMENTS = 24;

/** `null` for a trace without spans. `shape` and `matchedSpans` are for the search to tell. */
export function summarize(trace: Trace): TraceSummary | null {
  if (trace.count === 0) return null;
  const path = criticalPath(trace);
  const root = mainRoot(trace);
  const services = serviceStatistics(trace, selfTimes(trace), path);
  const place = new Map(services.map((entry, index) => [entry.service, index]));
  let failed = 0;
  let incomplete = false;
  for (let row = 0; row < trace.count; row += 1) {
    failed += (trace.flags[row] ?? 0) & FAILED;
    incomplete ||= hasFlag(trace, row, ORPHAN);
  }
  return {
    traceId: trace.traceId,
    rootService: serviceOf(trace, root),
    rootName: nameOf(trace, root),
    startUs: Number(trace.baseNs / 1000n),
    durationUs: trace.totalNs / 1000,
    spans: trace.count,
    failedSpans: failed,
    rootFailed: hasFlag(trace, root, FAILED),
    incomplete,
    services: services.map(({ name, spans, failed: failedSpans }) => ({ name, spans, failedSpans })),
    segments: segmentsOf(trace, path, place),
    matchedSpans: 0,
    shape: -1,
  };
}

/** The critical path by service, neighbours of one service joined, slivers left to their neighbour. */
function segmentsOf(
  trace: Trace,
  path: ReturnType<typeof criticalPath>,
  place: ReadonlyMap<number, number>,
): TraceSummary['segments'] {
  const sliverUs = trace.totalNs / 1000 / (MAX_SEGMENTS * 4);
  const segments: TraceSummary['segments'] = [];
  for (let index = 0; index < path.row.length; index += 1) {
    const service = place.get(trace.service[path.row[index] ?? 0] ?? 0) ?? 0;
    const fromUs = (path.fromNs[index] ?? 0) / 1000;
    const toUs = (path.toNs[index] ?? 0) / 1000;
    const last = segments.at(-1);
    if (
      last !== undefined &&
      (last.service === service || toUs - fromUs < sliverUs || segments.length >= MAX_SEGMENTS)
    ) {
      last.toUs = Math.max(last.toUs, toUs);
    } else {
      segments.push({ service, fromUs, toUs });
    }
  }
  return segments;
}
