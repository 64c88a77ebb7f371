/** What a view leaves out of an answer, as `viewOf` takes it. Pure. */
import type { GraphAnswer } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';
import { PLAIN_VIEW, type QuietEdges, type ViewGraph, type ViewOptions } from '@/lib/graph/view/view-graph';
import { foldedByAll } from './cards/chosen-boxes';
import type { EdgeChoice, GraphView } from './view-state';

const QUIET: Readonly<Record<EdgeChoice, QuietEdges>> = { all: 'none', unwell: 'healthy', none: 'all' };

/** `hide` is what the hide expression says of the answer; `autoFolded` is that of the view before. */
export function viewOptions(
  answer: GraphAnswer,
  view: GraphView,
  hide: GraphMatches | null,
  autoFolded: ViewGraph['autoFolded'],
): ViewOptions {
  return {
    ...PLAIN_VIEW,
    protocols: view.protocols,
    onlyErrors: view.only === 'errors',
    onlySlow: view.only === 'slow',
    slowFromMs: view.slowFrom,
    quiet: QUIET[view.edges],
    focus: view.focus === null ? null : { node: view.focus, hops: Number(view.hops), direction: 'both' },
    path: view.from === null || view.to === null ? null : { from: view.from, to: view.to, ways: 'all' },
    hide: leftOut(answer, view, hide),
    folded: view.fold === 'all' ? foldedByAll(answer.boxes, view.unfolded) : view.folded,
    unfolded: view.unfolded,
    foldFrom: view.fold === 'auto' ? PLAIN_VIEW.foldFrom : Number.POSITIVE_INFINITY,
    autoFolded,
  };
}

/** The hide expression, what was hidden one by one, and dead nodes where they are not wanted. */
function leftOut(answer: GraphAnswer, view: GraphView, hide: GraphMatches | null): GraphMatches | null {
  const dead = view.dead ? [] : answer.nodes.flatMap(({ id, facts }) => (facts?.dead === true ? id : []));
  if (dead.length === 0 && view.hidden.length === 0) return hide;
  const alone = [...view.hidden, ...dead];
  return {
    nodes: new Set([...alone, ...(hide?.nodes ?? [])]),
    edges: new Set([...view.hidden, ...(hide?.edges ?? [])]),
  };
}
