/**
 * The ways from one node to another: the shortest, or everything that lies on a way that visits no node twice.
 * Where calls run in circles, telling that exactly can take for ever (it is NP-hard in general): there it is tried
 * for a fixed number of steps, and what was not settled by then is kept.
 */
import type { GraphEdge } from '@/lib/graph/contract';
import { circlesOf } from './circles';
import { type Neighbours, neighboursOf, restricted, type Scene } from './scene';
import { simpleWays } from './simple-ways';
import type { PathFinding, PathOptions } from './view-graph';

export interface PathView {
  readonly scene: Scene;
  readonly finding: PathFinding;
}

const NOT_FOUND: PathFinding = { direction: 'none', shortest: new Set(), exact: true };

/** From `from` to `to`, else the other way round; with no way between them the scene stays as it is. */
export function path(scene: Scene, { from, to, ways }: PathOptions): PathView {
  const around = neighboursOf(scene.edges);
  const known = new Set(scene.nodes.map(({ id }) => id));
  if (from === to || !known.has(from) || !known.has(to)) return { scene, finding: NOT_FOUND };
  for (const direction of ['forward', 'backward'] as const) {
    const [start, end] = direction === 'forward' ? [from, to] : [to, from];
    const onWay = edgesOnWay(scene, around, start, end);
    if (onWay.length === 0) continue;
    const shortest = shortestWays(onWay, start, end);
    const { edges, exact } =
      ways === 'shortest' ? { edges: shortest, exact: true } : allWays(onWay, start, end);
    const nodes = new Set([start, end]);
    for (const { id, source, target } of onWay) if (edges.has(id)) nodes.add(source).add(target);
    const left = restricted(
      scene,
      ({ id }) => nodes.has(id),
      ({ id }) => edges.has(id),
    );
    return { scene: left, finding: { direction, shortest, exact } };
  }
  return { scene, finding: NOT_FOUND };
}

/** Edges that `start` reaches and that reach `end`; none leads into `start` or out of `end`. */
function edgesOnWay(scene: Scene, around: Neighbours, start: string, end: string): GraphEdge[] {
  const reached = reach(start, end, (node) => around.outgoing(node).map(({ target }) => target));
  if (!reached.has(end)) return [];
  const reaching = reach(end, start, (node) => around.incoming(node).map(({ source }) => source));
  return scene.edges.filter(
    ({ source, target }) =>
      source !== target &&
      target !== start &&
      source !== end &&
      reached.has(source) &&
      reaching.has(target) &&
      reaching.has(source) &&
      reached.has(target),
  );
}

/** All that can be reached without going on from `last`. */
function reach(start: string, last: string, next: (node: string) => readonly string[]): Set<string> {
  const seen = new Set([start]);
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === last) continue;
    for (const node of next(at)) {
      if (seen.has(node)) continue;
      seen.add(node);
      waiting.push(node);
    }
  }
  return seen;
}

function shortestWays(edges: readonly GraphEdge[], start: string, end: string): Set<string> {
  const around = neighboursOf(edges);
  const fromStart = distances(start, (node) => around.outgoing(node).map(({ target }) => target));
  const toEnd = distances(end, (node) => around.incoming(node).map(({ source }) => source));
  const least = fromStart.get(end) ?? Number.NaN;
  const isShortest = ({ source, target }: GraphEdge) =>
    (fromStart.get(source) ?? Number.NaN) + 1 + (toEnd.get(target) ?? Number.NaN) === least;
  return new Set(edges.filter(isShortest).map(({ id }) => id));
}

function distances(start: string, next: (node: string) => readonly string[]): Map<string, number> {
  const away = new Map([[start, 0]]);
  let ring = [start];
  while (ring.length > 0) {
    const outer: string[] = [];
    for (const at of ring) {
      for (const node of next(at)) {
        if (away.has(node)) continue;
        away.set(node, (away.get(at) ?? 0) + 1);
        outer.push(node);
      }
    }
    ring = outer;
  }
  return away;
}

/**
 * An edge from one circle of calls to another is always on a way that visits nothing twice, since the way before it
 * and the way after it share no circle. Only edges inside a circle need to be tried.
 */
function allWays(
  edges: readonly GraphEdge[],
  start: string,
  end: string,
): { readonly edges: Set<string>; readonly exact: boolean } {
  const around = neighboursOf(edges);
  const nodes = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const circle = circlesOf(nodes, (node) => around.outgoing(node).map(({ target }) => target));
  const kept = new Set<string>();
  const inside = new Map<number, GraphEdge[]>();
  const entries = new Set([start]);
  const exits = new Set([end]);
  for (const edge of edges) {
    const from = circle.get(edge.source);
    if (from !== undefined && from === circle.get(edge.target)) {
      inside.set(from, [...(inside.get(from) ?? []), edge]);
      continue;
    }
    kept.add(edge.id);
    entries.add(edge.target);
    exits.add(edge.source);
  }
  let exact = true;
  for (const own of inside.values()) {
    const found = simpleWays(own, entries, exits);
    exact &&= found.exact;
    for (const id of found.edges) kept.add(id);
  }
  return { edges: kept, exact };
}
