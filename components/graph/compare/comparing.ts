/** What comparing needs, loaded together and only when two moments are compared. */
import type { Comparison } from '@/lib/graph/compare/change';
import { isChanged } from '@/lib/graph/compare/change';
import {
  type ChangeThresholds,
  DEFAULT_CHANGE_THRESHOLDS,
  thresholdsOfText,
} from '@/lib/graph/compare/thresholds';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';

export { asDrawn } from '@/lib/graph/compare/as-drawn';
export { bothMoments } from '@/lib/graph/compare/both-moments';
export { compareGraphs } from '@/lib/graph/compare/compare';
export { beforeOfText, beforeWindow, EMPTY_BEFORE, momentProblem } from '@/lib/graph/compare/moments';
export { explainChanges } from '@/lib/insight/timeline/likely-cause';
export { foldedCounts } from './box-changes';
export { changedEdges } from './changed-edges';
export { markElements } from './mark-elements';

export function thresholdsOf(text: string | null): ChangeThresholds {
  return (text === null ? null : thresholdsOfText(text)) ?? DEFAULT_CHANGE_THRESHOLDS;
}

/** Edges that stayed, and the nodes that no changed edge touches and that are in both. */
export function unchangedOf(comparison: Comparison, before: GraphAnswer, after: GraphAnswer): GraphMatches {
  const edges = new Set<string>();
  const touched = new Set<string>();
  for (const edge of [...after.edges, ...before.edges]) {
    const change = comparison.edges.get(edge.id);
    if (change === undefined || !isChanged(change)) edges.add(edge.id);
    else {
      touched.add(edge.source);
      touched.add(edge.target);
    }
  }
  const nodes = new Set<string>();
  for (const [id, { kinds }] of comparison.nodes)
    if (!touched.has(id) && kinds[0] !== 'new' && kinds[0] !== 'gone') nodes.add(id);
  return { nodes, edges };
}
