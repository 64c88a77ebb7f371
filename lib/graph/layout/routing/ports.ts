/** Where lines touch their cards when only the cards' places are known: which side, and in which order along it. */
import type { FlowDirection, LayoutEdge, Point, Rect } from '@/lib/graph/layout/drawing';
import { type Direction, STEPS } from './lattice';
import type { RectIndex } from './rect-index';

const PORT_GAP = 10;
/** Ports keep away from the rounded corners. */
const CORNER = 8;
/** Between a line and a name beside it. */
const NAME_CLEARANCE = 5;
/** As far as a line leaves its card straight: past the header of a box that begins above it. */
const STUB = 44;
/** With less room between two cards a line does not fit in between. */
const LEAST_ROOM = 24;

export interface End extends Point {
  /** Outwards from the card. */
  readonly direction: Direction;
  /** Along the side, when no other line touches it: from where to where the end may be moved. */
  readonly room: readonly [number, number] | null;
}

export interface Ends {
  readonly source: End;
  readonly target: End;
}

interface Touch {
  readonly edge: string;
  readonly isSource: boolean;
  readonly node: string;
  readonly side: Direction;
  readonly far: Point;
}

export interface PortGround {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly cards: RectIndex;
  /** Names of boxes, which straight lines keep off. */
  readonly names: ReadonlyMap<string, Rect>;
  readonly named: RectIndex;
  readonly flow: FlowDirection;
}

/** Ends of all given edges; edges whose cards lie on one another are left out. */
export function portsOf(edges: readonly LayoutEdge[], ground: PortGround): Map<string, Ends> {
  const { nodes, names, named } = ground;
  const touches = new Map<string, Touch[]>();
  const add = (touch: Touch) => {
    const key = `${touch.side}${touch.node}`;
    const list = touches.get(key);
    if (list === undefined) touches.set(key, [touch]);
    else list.push(touch);
  };
  for (const edge of edges) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (source === undefined || target === undefined || edge.source === edge.target) continue;
    const sides = sidesOf(edge, source, target, ground);
    if (sides === null) continue;
    const [from, to] = sides;
    add({ edge: edge.id, isSource: true, node: edge.source, side: from, far: middleOf(target) });
    add({ edge: edge.id, isSource: false, node: edge.target, side: to, far: middleOf(source) });
  }
  const sources = new Map<string, End>();
  const targets = new Map<string, End>();
  for (const list of touches.values()) {
    const rect = nodes.get(list[0]?.node ?? '');
    if (rect !== undefined) spread(list, rect, sources, targets);
  }
  const ends = new Map<string, Ends>();
  for (const [edge, source] of sources) {
    const target = targets.get(edge);
    if (target === undefined) continue;
    const aside = { source: besideNames(source, names, named), target: besideNames(target, names, named) };
    ends.set(edge, levelled(aside, names, named));
  }
  return ends;
}

function spread(list: Touch[], rect: Rect, sources: Map<string, End>, targets: Map<string, End>): void {
  const side = list[0]?.side ?? 0;
  const upright = side === 0 || side === 2;
  list.sort(
    (a, b) =>
      (upright ? a.far.y - b.far.y : a.far.x - b.far.x) || (a.edge < b.edge ? -1 : a.edge > b.edge ? 1 : 0),
  );
  const length = upright ? rect.height : rect.width;
  const gap = list.length < 2 ? 0 : Math.min(PORT_GAP, Math.max(0, length - 2 * CORNER) / (list.length - 1));
  list.forEach((touch, index) => {
    const shift = length / 2 + (index - (list.length - 1) / 2) * gap;
    const end: End = {
      x: upright ? (side === 0 ? rect.x + rect.width : rect.x) : rect.x + shift,
      y: upright ? rect.y + shift : side === 1 ? rect.y + rect.height : rect.y,
      direction: side,
      room: list.length > 1 ? null : roomOf(upright ? rect.y : rect.x, length),
    };
    (touch.isSource ? sources : targets).set(touch.edge, end);
  });
}

/** All of a side but its corners. */
function roomOf(start: number, length: number): readonly [number, number] {
  const corner = Math.min(CORNER, length / 2);
  return [start + corner, start + length - corner];
}

/**
 * Ends that face each other meet at the same height where that brings none to a corner: the line is straight then. Of
 * such heights the one nearest to the middle that no name is in the way of.
 */
function levelled(ends: Ends, names: ReadonlyMap<string, Rect>, named: RectIndex): Ends {
  const { source, target } = ends;
  if ((source.direction ^ target.direction) !== 2) return ends;
  const upright = (source.direction & 1) === 0;
  const from = upright ? source.y : source.x;
  const to = upright ? target.y : target.x;
  const [sourceLow, sourceHigh] = source.room ?? [from, from];
  const [targetLow, targetHigh] = target.room ?? [to, to];
  const low = Math.max(sourceLow, targetLow);
  const high = Math.min(sourceHigh, targetHigh);
  if (low > high) return ends;
  const at = (level: number): Ends =>
    upright
      ? { source: { ...source, y: level }, target: { ...target, y: level } }
      : { source: { ...source, x: level }, target: { ...target, x: level } };
  const middle = Math.max(low, Math.min(high, (from + to) / 2));
  const clear = (level: number) => {
    const line = at(level);
    return !named.crosses([line.source, line.target], NAME_CLEARANCE - 1, () => false);
  };
  if (low === high || clear(middle)) return at(middle);
  return at(levelsBeside(names, upright, [low, high], middle).find(clear) ?? middle);
}

/** An end that nothing ties to its place is not where its line would begin in a name. */
function besideNames(end: End, names: ReadonlyMap<string, Rect>, named: RectIndex): End {
  const [dx, dy] = STEPS[end.direction];
  const at = (level: number): End => (dx === 0 ? { ...end, x: level } : { ...end, y: level });
  const clear = (level: number) => {
    const { x, y } = at(level);
    const stub = { x: x + dx * STUB, y: y + dy * STUB };
    return !named.crosses([{ x, y }, stub], NAME_CLEARANCE - 1, () => false);
  };
  const own = dx === 0 ? end.x : end.y;
  if (end.room === null || clear(own)) return end;
  const level = levelsBeside(names, dx !== 0, end.room, own).find(clear);
  return level === undefined ? end : at(level);
}

/** Just beside each name, the nearest first. `upright`: levels are heights. */
function levelsBeside(
  names: ReadonlyMap<string, Rect>,
  upright: boolean,
  [low, high]: readonly [number, number],
  near: number,
): number[] {
  return [...names.values()]
    .flatMap(({ x, y, width, height }) =>
      upright
        ? [y - NAME_CLEARANCE, y + height + NAME_CLEARANCE]
        : [x - NAME_CLEARANCE, x + width + NAME_CLEARANCE],
    )
    .filter((level) => level >= low && level <= high)
    .sort((a, b) => Math.abs(a - near) - Math.abs(b - near) || a - b);
}

/**
 * The sides that face each other along the flow where there is room, else against it, else across. Where another card
 * stands between two of one column, the line leaves and arrives by the side that calls come in by, like a bracket.
 */
function sidesOf(
  edge: LayoutEdge,
  source: Rect,
  target: Rect,
  { cards, named, flow }: PortGround,
): readonly [Direction, Direction] | null {
  const right = target.x - source.x - source.width >= LEAST_ROOM;
  const left = source.x - target.x - target.width >= LEAST_ROOM;
  const down = target.y - source.y - source.height >= LEAST_ROOM / 2;
  const up = source.y - target.y - target.height >= LEAST_ROOM / 2;
  const across: readonly [Direction, Direction] | null = right ? [0, 2] : left ? [2, 0] : null;
  const upright: readonly [Direction, Direction] | null = down ? [1, 3] : up ? [3, 1] : null;
  const along = flow === 'right' ? across : upright;
  const aside = flow === 'right' ? upright : across;
  if (along !== null || aside === null) return along ?? aside;
  const own = (id: string) => id === edge.source || id === edge.target;
  const free =
    !cards.crosses([middleOf(source), middleOf(target)], 0, own) &&
    straightLines(source, target, flow).some((line) => !named.crosses(line, 0, () => false));
  return free ? aside : flow === 'right' ? [2, 2] : [3, 3];
}

/** Between two cards of one column: where they face each other at both ends, and in the middle. */
function straightLines(source: Rect, target: Rect, flow: FlowDirection): Point[][] {
  const [a, b] = [middleOf(source), middleOf(target)];
  const right = flow === 'right';
  const low = right ? Math.max(source.x, target.x) : Math.max(source.y, target.y);
  const high = right
    ? Math.min(source.x + source.width, target.x + target.width)
    : Math.min(source.y + source.height, target.y + target.height);
  if (high - low <= 2 * CORNER) return [[a, b]];
  return [low + CORNER, (low + high) / 2, high - CORNER].map((level) =>
    right
      ? [
          { ...a, x: level },
          { ...b, x: level },
        ]
      : [
          { ...a, y: level },
          { ...b, y: level },
        ],
  );
}

function middleOf(rect: Rect): Point {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}
