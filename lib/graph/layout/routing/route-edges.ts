/**
 * Lines between cards that stand anywhere: a smooth bend where nothing is in the way, else along the free
 * lanes between the cards. For layouts that only place cards, and for cards that a reader has moved.
 */
import type { EdgeRoute, FlowDirection, LayoutEdge, Point, Rect } from '@/lib/graph/layout/drawing';
import { routeThrough } from '@/lib/graph/layout/runs';
import { pointsAlong } from '@/lib/graph/layout/spline';
import { CARD_CLEARANCE, type Direction, Lattice, STEPS } from './lattice';
import { type End, type Ends, portsOf } from './ports';
import { RectIndex } from './rect-index';
import { WaySearch } from './search';

/** Looks that one line may take, and all together: what is left then runs straight. */
const BUDGET = 150_000;
const BUDGET_OF_ALL = 5_000_000;
/** Legs of a rounded corner. Its curve cuts a third of half a leg, which must stay below the clearance. */
const CORNER = 19;
const LONGEST_BEND = 420;

export interface RoutingInput {
  /** To be routed. */
  readonly edges: readonly LayoutEdge[];
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: ReadonlyMap<string, Rect>;
  /** Where names of boxes stand: lines that can do without do not run through them. */
  readonly names: ReadonlyMap<string, Rect>;
  readonly flow: FlowDirection;
  /** All edges at the cards, for the order of their ports; `edges` where left out. */
  readonly all?: readonly LayoutEdge[];
}

/** Routes by edge id, for all edges but loops. No route runs through a card that is not at one of its ends, where there is any way around. */
export function routeEdges(input: RoutingInput, onShare?: (share: number) => void): Map<string, EdgeRoute> {
  const { edges, nodes, boxes, flow } = input;
  const cards = new RectIndex(nodes);
  const names = new RectIndex(input.names);
  const ends = portsOf(input.all ?? edges, { nodes, cards, names: input.names, named: names, flow });
  const lattice = new Lattice(nodes.values(), boxes.values(), input.names.values(), flow);
  const owners = new Map<string, number>();
  const ownerOf = (source: string) => {
    const known = owners.get(source) ?? owners.size + 1;
    owners.set(source, known);
    return known;
  };
  const search = new WaySearch(lattice);
  const routes = new Map<string, EdgeRoute>();
  const order = edges
    .filter((edge) => edge.source !== edge.target && nodes.has(edge.source) && nodes.has(edge.target))
    .map((edge) => ({ edge, length: lengthOf(edge, nodes) }))
    .sort((a, b) => a.length - b.length || (a.edge.id < b.edge.id ? -1 : 1));
  order.forEach(({ edge }, index) => {
    const own = ends.get(edge.id);
    const route =
      own === undefined
        ? straight(edge, nodes)
        : routeOne(edge, own, { cards, names, lattice, search, owner: ownerOf(edge.source) });
    routes.set(edge.id, route);
    if (index % 64 === 63) onShare?.((index + 1) / order.length);
  });
  return routes;
}

interface Ground {
  readonly cards: RectIndex;
  readonly names: RectIndex;
  readonly lattice: Lattice;
  readonly search: WaySearch;
  /** Number of the caller: its lines may share a way until they part. */
  readonly owner: number;
}

function routeOne(edge: LayoutEdge, ends: Ends, { cards, names, lattice, search, owner }: Ground): EdgeRoute {
  const own = (id: string) => id === edge.source || id === edge.target;
  const bend = bendOf(ends);
  if (bend !== null) {
    const points = pointsAlong(bend);
    if (!cards.crosses(points, CARD_CLEARANCE, own) && !names.crosses(points, 0, () => false)) return bend;
  }
  const { source, target } = ends;
  const start = { at: lattice.outside(source, source.direction), direction: source.direction };
  const goal = {
    at: lattice.outside(target, target.direction),
    direction: opposite(target.direction),
  };
  const path = search.expanded > BUDGET_OF_ALL ? null : search.find(start, goal, owner, BUDGET);
  if (path === null) return bend ?? { source, target, controls: [], back: isBack(source) };
  lattice.use(path, owner);
  const way = path.map((at) => lattice.point(at));
  const moved = rounded(source, target, corners(source, target, way));
  // A long leg that is moved onto its port may come too near to a card that the lattice passed: it steps at its end then.
  if (!cards.crosses(pointsAlong(moved), 0, own)) return moved;
  return rounded(source, target, turnsOf(source, stepped(source, target, way), target));
}

/** The way as it was found, with a small step right beside either card. */
function stepped(source: End, target: End, way: readonly Point[]): Point[] {
  const first = way[0] ?? source;
  const last = way.at(-1) ?? target;
  return [along(source, first), ...way.map(plain), along(target, last)];
}

/** One smooth bend between two ends that face each other; too long ones would sweep over half the picture. */
function bendOf({ source, target }: Ends): EdgeRoute | null {
  if ((source.direction ^ target.direction) !== 2) return null;
  const [dx, dy] = STEPS[source.direction];
  const upright = dx === 0;
  const ahead = (target.x - source.x) * dx + (target.y - source.y) * dy;
  const aside = Math.abs(upright ? target.x - source.x : target.y - source.y);
  if (ahead <= 0 || aside > Math.min(LONGEST_BEND, 2.5 * ahead)) return null;
  // The bend of runs goes to the right: turn the picture so that this one does.
  const turn = (point: Point): Point => (upright ? { x: point.y, y: point.x } : point);
  const back = dx + dy < 0;
  const [first, last] = back ? [turn(target), turn(source)] : [turn(source), turn(target)];
  const route = routeThrough(
    [
      { x1: first.x, x2: first.x, y: first.y },
      { x1: last.x, x2: last.x, y: last.y },
    ],
    back,
  );
  if (route === null) return null;
  return { ...route, source, target, controls: route.controls.map(turn) };
}

/** The way's corners, its first and last leg moved onto the ports. */
function corners(source: End, target: End, way: readonly Point[]): Point[] {
  const points = way.map(plain);
  const fromSource = legOf(points, source);
  const fromTarget = legOf(points.toReversed(), target);
  if (fromSource === points.length && fromTarget === points.length) return middleStep(source, target, points);
  points.forEach((point, index) => {
    if (index < fromSource) points[index] = along(source, point);
  });
  points.forEach((point, index) => {
    if (index >= points.length - fromTarget) points[index] = along(target, point);
  });
  return turnsOf(source, points, target);
}

/** Only where the way turns. */
function turnsOf(source: Point, points: readonly Point[], target: Point): Point[] {
  const all = [source, ...points, target];
  return points.filter((point, index) => {
    const before = all[index] ?? point;
    const after = all[index + 2] ?? point;
    return !(
      (near(before.x, point.x) && near(point.x, after.x)) ||
      (near(before.y, point.y) && near(point.y, after.y))
    );
  });
}

/** How many points, from the first on, lie on the leg that leaves by the port. */
function legOf(points: readonly Point[], end: End): number {
  const first = points[0];
  if (first === undefined) return 0;
  const upright = (end.direction & 1) === 1;
  const turn = points.findIndex((point) => !(upright ? near(point.x, first.x) : near(point.y, first.y)));
  return turn < 0 ? points.length : turn;
}

/** A straight way between ports at different heights steps in its middle. */
function middleStep(source: End, target: End, points: readonly Point[]): Point[] {
  const upright = (source.direction & 1) === 1;
  const off = upright ? source.x - target.x : source.y - target.y;
  if (Math.abs(off) < 0.5) return [];
  const middle = points[points.length >> 1] ?? source;
  return [along(source, middle), along(target, middle)];
}

function along(end: End, corner: Point): Point {
  return (end.direction & 1) === 0 ? { x: corner.x, y: end.y } : { x: end.x, y: corner.y };
}

/** Straight legs with rounded corners, as control points: a corner between one point on each of its legs. */
function rounded(source: End, target: End, turns: readonly Point[]): EdgeRoute {
  const points = [source, ...turns, target];
  const controls = turns.flatMap((corner, index) => {
    const before = points[index] ?? corner;
    const after = points[index + 2] ?? corner;
    const leg = Math.min(CORNER, distance(before, corner) / 2, distance(corner, after) / 2);
    return [towards(corner, before, leg), corner, towards(corner, after, leg)];
  });
  return { source: plain(source), target: plain(target), controls, back: isBack(source) };
}

function straight(edge: LayoutEdge, nodes: ReadonlyMap<string, Rect>): EdgeRoute {
  const middle = (id: string): Point => {
    const rect = nodes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  };
  return { source: middle(edge.source), target: middle(edge.target), controls: [], back: false };
}

function isBack(source: End): boolean {
  return source.direction === 2 || source.direction === 3;
}

function plain({ x, y }: Point): Point {
  return { x, y };
}

function opposite(direction: Direction): Direction {
  return ((direction + 2) % 4) as Direction;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const far = distance(from, to);
  if (far === 0) return plain(from);
  return { x: from.x + ((to.x - from.x) * length) / far, y: from.y + ((to.y - from.y) * length) / far };
}

function lengthOf(edge: LayoutEdge, nodes: ReadonlyMap<string, Rect>): number {
  const a = nodes.get(edge.source);
  const b = nodes.get(edge.target);
  return a === undefined || b === undefined ? 0 : Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}
