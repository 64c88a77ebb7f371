/**
 * The affected calls as a graph: where cards and lines stand, how each line looks and what its pill says. Pure; lengths
 * are pixels at full size.
 */
import { wayOf } from '@/lib/graph/export/svg-line';
import type { Point, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { pointAt, pointsAlong } from '@/lib/graph/layout/spline';
import type { ChangeKind, ImpactAnswer, ImpactEdge, ImpactNode } from '@/lib/insight/impact/contract';
import { percentRange } from '@/lib/insight/impact/words';

const CARD = { width: 110, height: 40 };
/** Room for a pill between two columns. */
const COLUMN_GAP = 84;
const ROW_GAP = 20;
const MARGIN = 6;
/** Where the arrow takes over from the line. */
const ARROW = 7;

/** How a line looks; `aside` are neighbours that stay as they are. */
export type LineLook = 'denied' | 'broken' | 'plaintext' | 'moved' | 'gone' | 'kept' | 'aside';

export interface DrawnLine {
  readonly edge: ImpactEdge;
  readonly look: LineLook;
  readonly path: string;
  readonly tip: Point;
  readonly direction: Point;
  /** Middle of the pill; null = it says nothing. */
  readonly label: { readonly at: Point; readonly text: string } | null;
}

export interface DrawnCard {
  readonly node: ImpactNode;
  readonly rect: Rect;
  /** `new` and `gone`: requests arrive only then, or no longer; `aside`: nothing changes there. */
  readonly state: 'changed' | 'new' | 'gone' | 'aside';
}

export interface ImpactDrawing {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly DrawnCard[];
  readonly lines: readonly DrawnLine[];
}

/** Neighbours are left out of what changes. */
export function isChanged({ kinds }: ImpactEdge): boolean {
  return kinds.length > 0;
}

export function edgeId({ from, to, protocol, isMirror }: ImpactEdge): string {
  return `${from}>${to}>${protocol}>${isMirror}`;
}

export function drawImpact({ nodes, edges }: ImpactAnswer['picture']): ImpactDrawing {
  const drawn = edges.filter(({ from, to }) => from !== to);
  const layout = layOut({
    nodes: nodes.map(({ key }) => ({ id: key, ...CARD, box: null })),
    boxes: [],
    edges: drawn.map((edge) => ({ id: edgeId(edge), source: edge.from, target: edge.to })),
    columnGap: COLUMN_GAP,
    rowGap: ROW_GAP,
  });
  const shift = { x: MARGIN - layout.x, y: MARGIN - layout.y };
  const moved = ({ x, y }: Point): Point => ({ x: x + shift.x, y: y + shift.y });
  const cards = nodes.flatMap((node): readonly DrawnCard[] => {
    const rect = layout.nodes.get(node.key);
    if (rect === undefined) return [];
    return [{ node, rect: { ...rect, ...moved(rect) }, state: cardState(node, edges) }];
  });
  const lines = drawn.flatMap((edge): readonly DrawnLine[] => {
    const found = layout.edges.get(edgeId(edge));
    if (found === undefined) return [];
    const route = {
      ...found,
      source: moved(found.source),
      target: moved(found.target),
      controls: found.controls.map(moved),
    };
    const text = pillText(edge);
    const at = pointAt(pointsAlong(route), 0.5);
    return [{ edge, look: lookOf(edge), ...wayOf(route, ARROW), label: text === null ? null : { at, text } }];
  });
  return {
    width: layout.width + 2 * MARGIN,
    height: layout.height + 2 * MARGIN,
    cards,
    // What changes lies above what stays.
    lines: lines.toSorted((a, b) => Number(isChanged(a.edge)) - Number(isChanged(b.edge))),
  };
}

function cardState({ key }: ImpactNode, edges: readonly ImpactEdge[]): DrawnCard['state'] {
  const own = edges.filter(({ from, to }) => from === key || to === key);
  if (!own.some(isChanged)) return 'aside';
  const incoming = own.filter(({ to }) => to === key);
  if (incoming.length === 0 || own.length > incoming.length) return 'changed';
  if (incoming.every(({ state }) => state === 'new')) return 'new';
  return incoming.every(({ state }) => state === 'gone') ? 'gone' : 'changed';
}

function lookOf(edge: ImpactEdge): LineLook {
  if (!isChanged(edge)) return 'aside';
  switch (edge.state) {
    case 'denied':
    case 'broken':
    case 'plaintext':
    case 'gone':
      return edge.state;
    case 'new':
    case 'more':
    case 'less':
      return 'moved';
    case 'same':
      return edge.kinds.every((kind) => kind === 'shares') ? 'kept' : 'moved';
  }
  return edge.state satisfies never;
}

/** Changes that move nothing, in a word or two. */
const HANDLING: Partial<Record<ChangeKind, string>> = {
  'may-be-denied': 'may be denied',
  admitted: 'let in',
  mended: 'connects again',
  encrypted: 'encrypted',
  fault: 'fault',
  timeout: 'timeout',
  retries: 'retries',
  'circuit-breaker': 'circuit breaker',
  mirror: 'copies',
  request: 'rewritten',
};

/** Old and new share of the call; where those stay, what changes instead. Null = nothing to say. */
export function pillText(edge: ImpactEdge): string | null {
  if (!isChanged(edge)) return null;
  const { state, kinds } = edge;
  const moves = shareWords(edge);
  if (state === 'denied') return 'denied';
  if (state === 'broken') return 'fails';
  if (state === 'plaintext') return 'plain text';
  if (state !== 'same') return edge.isMirror ? `copies ${moves}` : moves;
  const words = kinds.flatMap((kind) => HANDLING[kind] ?? []);
  return words.length === 0 ? moves : words.slice(0, 2).join(', ');
}

/** "80 → 20 %", of the requests of the call. */
export function shareWords({ beforePerSecond, afterPerSecond, callPerSecond }: ImpactEdge): string {
  const share = ({ from, to }: ImpactEdge['beforePerSecond']) => {
    const total = callPerSecond || 1;
    return percentRange({ from: from / total, to: to / total });
  };
  const [before, after] = [share(beforePerSecond), share(afterPerSecond)];
  return before === after ? before : `${before.replace(/ %$/, '')} → ${after}`;
}
