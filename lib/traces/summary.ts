/** A found trace in one line of a list: what it is, how long, what failed, and whose time it was. */
import type { z } from 'zod';
import type { traceSummarySchema } from './contract';
import { criticalPath } from './critical-path';
import type { Trace } from './search';
import { selfTimes } from './self-time';
import { serviceStatistics } from './statistics';
import { buildTree, type TraceTree } from './tree';

export type TraceSummary = z.infer<typeof traceSummarySchema>;

/** A bar of a list cannot show more. */
const MAX_SEGMENTS = 24;

/** `null` for a trace without spans. */
export function summarize(trace: Trace): TraceSummary | null {
  if (trace.spans.length === 0) return null;
  const tree = buildTree(trace);
  const path = criticalPath(tree);
  const root = mainRoot(tree);
  const services = serviceStatistics(tree, selfTimes(tree), path);
  const place = new Map(services.map((entry, index) => [entry.service, index]));
  let failed = 0;
  let incomplete = false;
  for (let row = 0; row < tree.spans.length; row += 1) {
    failed += tree.failed[row] ?? 0;
    incomplete ||= tree.orphan[row] === 1;
  }
  return {
    traceId: trace.traceId,
    rootService: tree.spans[root]?.service ?? '',
    rootName: tree.spans[root]?.name ?? '',
    startUs: tree.startUs,
    durationUs: tree.durationUs,
    spans: tree.spans.length,
    failedSpans: failed,
    rootFailed: tree.failed[root] === 1,
    incomplete,
    services: services.map(({ name, spans, failed: failedSpans }) => ({ name, spans, failedSpans })),
    segments: segmentsOf(tree, path, place),
  };
}

/** The row that names the trace: the first root that is no orphan, else the first row. */
export function mainRoot(tree: TraceTree): number {
  for (let row = 0; row < tree.spans.length; row += tree.size[row] ?? 1) {
    if (tree.orphan[row] === 0) return row;
  }
  return 0;
}

/** The critical path by service, neighbours of one service joined, slivers left to their neighbour. */
function segmentsOf(
  tree: TraceTree,
  path: ReturnType<typeof criticalPath>,
  place: ReadonlyMap<number, number>,
): TraceSummary['segments'] {
  const sliver = tree.durationUs / (MAX_SEGMENTS * 4);
  const segments: TraceSummary['segments'] = [];
  for (let index = 0; index < path.row.length; index += 1) {
    const service = place.get(tree.service[path.row[index] ?? 0] ?? 0) ?? 0;
    const from = path.from[index] ?? 0;
    const to = path.to[index] ?? 0;
    const last = segments.at(-1);
    if (
      last !== undefined &&
      (last.service === service || to - from < sliver || segments.length >= MAX_SEGMENTS)
    ) {
      last.toUs = Math.max(last.toUs, to);
    } else {
      segments.push({ service, fromUs: from, toUs: to });
    }
  }
  return segments;
}
