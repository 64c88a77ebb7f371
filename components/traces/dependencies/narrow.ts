/** The part of the dependencies that is shown: around one node, and without small edges. Pure. */
import type { DependenciesAnswer, DependencyEdge } from '@/lib/insight/dependencies/contract';

export interface Narrowing {
  /** Key of the node in the middle; null = all. */
  readonly focus: string | null;
  /** Steps from it, either way. */
  readonly depth: number;
  /** Edges with fewer calls and less traffic than this are left out. */
  readonly leastCalls: number;
}

export function narrowed(
  { nodes, edges }: Pick<DependenciesAnswer, 'nodes' | 'edges'>,
  { focus, depth, leastCalls }: Narrowing,
): Pick<DependenciesAnswer, 'nodes' | 'edges'> {
  const large = edges.filter(
    (edge) =>
      Math.max(edge.calls, edge.recorded ?? 0) >= leastCalls || (leastCalls <= 1 && edge.traffic !== null),
  );
  const known = focus !== null && nodes.some(({ key }) => key === focus);
  const kept = known && focus !== null ? around(large, focus, depth) : null;
  const shown = kept === null ? large : large.filter(({ from, to }) => kept.has(from) && kept.has(to));
  const ends = new Set(shown.flatMap(({ from, to }) => [from, to]));
  if (kept !== null && focus !== null) ends.add(focus);
  return { nodes: nodes.filter(({ key }) => ends.has(key)), edges: shown };
}

function around(edges: readonly DependencyEdge[], focus: string, depth: number): ReadonlySet<string> {
  let reached = new Set([focus]);
  for (let step = 0; step < depth; step += 1) {
    const next = new Set(reached);
    for (const { from, to } of edges) {
      if (reached.has(from)) next.add(to);
      if (reached.has(to)) next.add(from);
    }
    reached = next;
  }
  return reached;
}

/** Which of the two saw an edge. */
export function seenBy({ calls, recorded, traffic }: DependencyEdge): 'both' | 'traces' | 'metrics' {
  if (calls === 0 && (recorded ?? 0) === 0) return 'metrics';
  return traffic === null ? 'traces' : 'both';
}

/** More than this is neither laid out at once nor read as a picture. */
export const MOST_DRAWN = 150;

/** The edges with most calls and traffic, those first; by default as many as a picture can hold. */
export function largest(edges: readonly DependencyEdge[], most = MOST_DRAWN): readonly DependencyEdge[] {
  const weight = ({ calls, recorded, traffic }: DependencyEdge) =>
    Math.max(calls, recorded ?? 0) + (traffic?.requestsPerSecond ?? 0);
  return edges.toSorted((a, b) => weight(b) - weight(a)).slice(0, most);
}
