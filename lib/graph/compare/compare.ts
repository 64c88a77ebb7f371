/** Two answers of the graph, held against each other. Pure: the page, the find language and tests call it alike. */
import type { GraphAnswer } from '@/lib/graph/contract';
import { windowSeconds } from '@/lib/mesh/time-window';
import { mayPass } from '@/lib/mesh/warning-codes';
import { type Change, type ChangeKind, type Comparison, changeKinds, type MomentFigures } from './change';
import { edgeFigures, nodeFigures } from './figures';
import { changeScore, judgeChange } from './judge';
import type { ChangeThresholds } from './thresholds';

/** Both answers must have been asked with the same options; ids are the same in both. */
export function compareGraphs(
  before: GraphAnswer,
  after: GraphAnswer,
  thresholds: ChangeThresholds,
): Comparison {
  const partial = (['before', 'after'] as const).filter((side) =>
    isPartial(side === 'before' ? before : after),
  );
  const sides = {
    beforeSeconds: windowSeconds(before.window),
    afterSeconds: windowSeconds(after.window),
    beforePartial: partial.includes('before'),
    afterPartial: partial.includes('after'),
  };
  const judged = <T extends { readonly id: string }>(
    was: readonly T[],
    is: readonly T[],
    figuresOf: (thing: T | undefined) => MomentFigures | null,
  ): ReadonlyMap<string, Change> => {
    const old = new Map(was.map((thing) => [thing.id, thing]));
    const now = new Map(is.map((thing) => [thing.id, thing]));
    const ids = [...now.keys(), ...[...old.keys()].filter((id) => !now.has(id))];
    return new Map(
      ids.map((id) => {
        const moments = { ...sides, before: figuresOf(old.get(id)), after: figuresOf(now.get(id)) };
        const kinds = judgeChange(moments, thresholds);
        const score = Math.max(...kinds.map((kind) => changeScore(kind, moments)));
        return [id, { id, kinds, before: moments.before, after: moments.after, score }];
      }),
    );
  };
  const edges = judged(before.edges, after.edges, edgeFigures);
  return {
    before: before.window,
    after: after.window,
    edges,
    nodes: judged(before.nodes, after.nodes, nodeFigures),
    counts: countsOf(edges.values()),
    partial,
    namespaces: namespacesOf(before, after),
  };
}

/** Changed edges, most telling first; what is equally telling by its id, so that the order never jumps. */
export function rankedChanges(comparison: Pick<Comparison, 'edges'>): readonly Change[] {
  return [...comparison.edges.values()]
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function isPartial(answer: GraphAnswer): boolean {
  return answer.warnings.some(mayPass);
}

function countsOf(changes: Iterable<Change>): Readonly<Record<ChangeKind, number>> {
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const { kinds } of changes) counts[kinds[0]] += 1;
  return counts;
}

function namespacesOf(before: GraphAnswer, after: GraphAnswer): Comparison['namespaces'] {
  const busy = (answer: GraphAnswer) =>
    new Set(
      answer.namespaces.filter(({ requestsPerSecond }) => requestsPerSecond > 0).map(({ name }) => name),
    );
  const [was, is] = [busy(before), busy(after)];
  return {
    gone: [...was].filter((name) => !is.has(name)).sort(),
    new: [...is].filter((name) => !was.has(name)).sort(),
  };
}
