/** What stands forward and what steps back: selection, hover and find, as sets of ids. */
import type { GraphElements } from './elements';

export type GraphTarget =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: string };

export interface Adjacency {
  readonly ends: ReadonlyMap<string, readonly [source: string, target: string]>;
  readonly outgoing: ReadonlyMap<string, readonly string[]>;
  readonly incoming: ReadonlyMap<string, readonly string[]>;
}

export interface Emphasis {
  /** Null: nothing is dimmed. */
  readonly nodes: ReadonlySet<string> | null;
  readonly edges: ReadonlySet<string> | null;
}

export const NO_EMPHASIS: Emphasis = { nodes: null, edges: null };

export function adjacencyOf({ lines }: Pick<GraphElements, 'lines'>): Adjacency {
  const ends = new Map<string, readonly [string, string]>();
  const outgoing = new Map<string, string[]>();
  const incoming = new Map<string, string[]>();
  for (const { id, source, target } of lines) {
    ends.set(id, [source, target]);
    put(outgoing, source, id);
    put(incoming, target, id);
  }
  return { ends, outgoing, incoming };
}

/** The very adjacency of before where the lines join what they joined then, as after most refreshes. */
export function adjacencyAfter(before: Adjacency | null, elements: Pick<GraphElements, 'lines'>): Adjacency {
  const { lines } = elements;
  const same =
    before?.ends.size === lines.length &&
    lines.every(({ id, source, target }) => {
      const ends = before.ends.get(id);
      return ends?.[0] === source && ends[1] === target;
    });
  return same ? before : adjacencyOf(elements);
}

function put(lists: Map<string, string[]>, key: string, id: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [id]);
  else list.push(id);
}

/** A selected node brings its neighbours forward, a selected edge its two ends. */
export function selectionEmphasis(graph: Adjacency, target: GraphTarget): Emphasis {
  if (target.kind === 'edge') {
    const ends = graph.ends.get(target.id);
    return ends === undefined ? NO_EMPHASIS : { nodes: new Set(ends), edges: new Set([target.id]) };
  }
  const edges = new Set([...(graph.outgoing.get(target.id) ?? []), ...(graph.incoming.get(target.id) ?? [])]);
  const nodes = new Set([target.id]);
  for (const edge of edges) for (const end of graph.ends.get(edge) ?? []) nodes.add(end);
  return { nodes, edges };
}

/** Pointing at something shows all that leads to it and all that it leads to. */
export function hoverEmphasis(graph: Adjacency, target: GraphTarget): Emphasis {
  const nodes = new Set<string>();
  const edges = new Set<string>();
  const walk = (start: string, side: 'outgoing' | 'incoming') => {
    const seen = new Set([start]);
    const waiting = [start];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      nodes.add(at);
      for (const edge of graph[side].get(at) ?? []) {
        edges.add(edge);
        const next = graph.ends.get(edge)?.[side === 'outgoing' ? 1 : 0];
        if (next !== undefined && !seen.has(next)) {
          seen.add(next);
          waiting.push(next);
        }
      }
    }
  };
  if (target.kind === 'node') {
    walk(target.id, 'outgoing');
    walk(target.id, 'incoming');
  } else {
    const ends = graph.ends.get(target.id);
    if (ends === undefined) return NO_EMPHASIS;
    edges.add(target.id);
    walk(ends[0], 'incoming');
    walk(ends[1], 'outgoing');
  }
  return { nodes, edges };
}

/** The neighbour that an arrow key leads to: along an edge, the one nearest in height; up and down in the column. */
export function neighbour(
  graph: Adjacency,
  from: string,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
  place: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): string | null {
  const here = place.get(from);
  if (here === undefined) return null;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const side = key === 'ArrowRight' ? 'outgoing' : 'incoming';
    const ends = (graph[side].get(from) ?? []).flatMap(
      (edge) => graph.ends.get(edge)?.[side === 'outgoing' ? 1 : 0] ?? [],
    );
    return nearest(
      ends.filter((id) => id !== from),
      (id) => Math.abs((place.get(id)?.y ?? 0) - here.y),
    );
  }
  const sign = key === 'ArrowDown' ? 1 : -1;
  const inWay = [...place].filter(([id, at]) => id !== from && (at.y - here.y) * sign > 0).map(([id]) => id);
  return nearest(inWay, (id) => {
    const at = place.get(id) ?? here;
    return Math.abs(at.y - here.y) + 3 * Math.abs(at.x - here.x);
  });
}

function nearest(ids: readonly string[], distance: (id: string) => number): string | null {
  let best: string | null = null;
  for (const id of ids) if (best === null || distance(id) < distance(best)) best = id;
  return best;
}
