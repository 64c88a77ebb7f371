/**
 * The answer as what is drawn: cards, lines, boxes and their words. Pure, and the place where every
 * rule of the picture is decided and tested; the canvas only draws.
 */
import type { GraphAnswer, GraphBox, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { LayoutInput } from '@/lib/graph/layout/drawing';
import type { Health } from '@/lib/health/contract';
import { edgeLabelParts, type LabelPart, labelWidth } from './edge-label';
import { cardTitle, cardWidth, nodeName, nodeTag } from './node-words';
import type { EdgeLabel } from './view-state';

export type HealthKind = Health['kind'];

export interface CardModel {
  readonly id: string;
  readonly node: GraphNode;
  readonly kind: GraphNode['kind'];
  /** As written on the card, shortened in the middle where it does not fit. */
  readonly title: string;
  /** In full: `reviews v2`. */
  readonly name: string;
  /** Version, or what it is. */
  readonly tag: string | null;
  readonly health: HealthKind;
  readonly box: string | null;
  readonly width: number;
  readonly height: number;
}

export interface LineModel {
  readonly id: string;
  readonly edge: GraphEdge;
  readonly source: string;
  readonly target: string;
  /** `productpage v1 → reviews v2`. */
  readonly name: string;
  readonly health: HealthKind;
  readonly pattern: 'solid' | 'idle' | 'tcp';
  /** Pixels at zoom 1. */
  readonly width: number;
  /** Share of requests that failed, 0..1. */
  readonly failedShare: number;
  readonly label: readonly LabelPart[];
  readonly labelWidth: number;
  readonly lock: 'full' | 'partly' | 'none' | null;
}

export interface BoxModel {
  readonly id: string;
  readonly kind: GraphBox['kind'];
  readonly name: string;
  readonly parent: string | null;
  readonly requestsPerSecond: number | null;
  readonly errorShare: number | null;
  readonly health: HealthKind;
  readonly members: number;
}

export interface GraphElements {
  readonly cards: readonly CardModel[];
  readonly lines: readonly LineModel[];
  readonly boxes: readonly BoxModel[];
}

export const CARD_HEIGHT = 40;
const NARROWEST_LINE = 1.5;
const WIDEST_LINE = 6;
/** Rates are drawn from this to the next on a logarithmic scale, in requests per second. */
const LINE_RATES = [0.1, 1000] as const;
/** Bytes per second for the same widths. */
const LINE_BYTES = [100, 1e8] as const;

export function graphElements(answer: GraphAnswer, labels: readonly EdgeLabel[]): GraphElements {
  const boxes = drawnBoxes(answer);
  const kept = new Set(boxes.map((box) => box.id));
  const nodes = new Map(answer.nodes.map((node) => [node.id, node]));
  const cards = answer.nodes.map((node) => card(node, kept));
  const lines = answer.edges.flatMap((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    return source === undefined || target === undefined ? [] : [line(edge, source, target, labels)];
  });
  return { cards, lines, boxes };
}

/** What the layout needs of it; the gap leaves room for the labels that were chosen. */
export function layoutInput(elements: GraphElements, labels: readonly EdgeLabel[]): LayoutInput {
  return {
    nodes: elements.cards.map(({ id, width, height, box }) => ({ id, width, height, box })),
    boxes: elements.boxes.map(({ id, parent }) => ({ id, parent, minWidth: 200 })),
    edges: elements.lines.map(({ id, source, target }) => ({ id, source, target })),
    columnGap: columnGap(labels.length, elements.cards.length),
  };
}

/** From here on a picture that fits the page is too small for labels beside the lines, and room for them only shrinks it. */
const MANY_CARDS = 24;

function columnGap(labelCount: number, cardCount: number): number {
  if (labelCount === 0 || cardCount > MANY_CARDS) return 60;
  return labelCount === 1 ? 80 : labelCount <= 3 ? 112 : 148;
}

/** A box around a single gateway says nothing that its card does not: it is left out. */
function drawnBoxes(answer: GraphAnswer): BoxModel[] {
  const members = new Map<string, GraphNode[]>();
  for (const node of answer.nodes)
    for (const box of node.boxes) members.set(box, [...(members.get(box) ?? []), node]);
  const worthIt = answer.boxes.filter((box) => {
    const inside = members.get(box.id) ?? [];
    return inside.length > 1 || (inside.length === 1 && inside[0]?.kind !== 'gateway');
  });
  const ids = new Set(worthIt.map((box) => box.id));
  return worthIt.map((box) => boxModel(box, members.get(box.id) ?? [], ids));
}

function boxModel(box: GraphBox, members: readonly GraphNode[], drawn: ReadonlySet<string>): BoxModel {
  const { incoming } = box;
  const kinds = members.map((node) => node.health.kind);
  return {
    id: box.id,
    kind: box.kind,
    name: box.name,
    parent: box.parent !== null && drawn.has(box.parent) ? box.parent : null,
    requestsPerSecond: incoming?.requestsPerSecond ?? null,
    errorShare:
      incoming === null || incoming.requestsPerSecond === 0
        ? null
        : incoming.errorsPerSecond / incoming.requestsPerSecond,
    health: kinds.includes('failing') ? 'failing' : kinds.includes('degraded') ? 'degraded' : 'healthy',
    members: members.length,
  };
}

function card(node: GraphNode, boxes: ReadonlySet<string>): CardModel {
  return {
    id: node.id,
    node,
    kind: node.kind,
    title: cardTitle(node),
    name: nodeName(node),
    tag: nodeTag(node),
    health: node.health.kind,
    box: node.boxes.findLast((box) => boxes.has(box)) ?? null,
    width: cardWidth(node),
    height: CARD_HEIGHT,
  };
}

function line(
  edge: GraphEdge,
  source: GraphNode,
  target: GraphNode,
  labels: readonly EdgeLabel[],
): LineModel {
  const label = edgeLabelParts(edge, source, labels);
  const lock = labels.includes('mtls') ? lockOf(edge) : null;
  return {
    id: edge.id,
    edge,
    source: edge.source,
    target: edge.target,
    name: `${nodeName(source)} → ${nodeName(target)}`,
    health: edge.health.kind,
    pattern: patternOf(edge),
    width: lineWidth(edge),
    failedShare: failedShare(edge),
    label,
    labelWidth: labelWidth(label, lock !== null),
    lock,
  };
}

function patternOf(edge: GraphEdge): LineModel['pattern'] {
  if (edge.health.kind === 'idle') return 'idle';
  return edge.protocol === 'tcp' ? 'tcp' : 'solid';
}

/** Headline errors by all requests; 0 without requests. */
export function failedShare(edge: GraphEdge): number {
  const requests = edge.requests;
  return requests === null || requests.requestsPerSecond === 0
    ? 0
    : requests.errorsPerSecond / requests.requestsPerSecond;
}

/** 1.5 px for next to nothing up to 6 px, by the logarithm of the rate. */
export function lineWidth(edge: GraphEdge): number {
  const bytes = edge.tcp === null ? 0 : edge.tcp.sentBytesPerSecond + edge.tcp.receivedBytesPerSecond;
  const [value, [low, high]] =
    edge.requests === null
      ? ([bytes, LINE_BYTES] as const)
      : ([edge.requests.requestsPerSecond, LINE_RATES] as const);
  if (value <= 0) return NARROWEST_LINE;
  const share = Math.log(value / low) / Math.log(high / low);
  const width = NARROWEST_LINE + Math.min(1, Math.max(0, share)) * (WIDEST_LINE - NARROWEST_LINE);
  return Math.round(width * 100) / 100;
}

function lockOf(edge: GraphEdge): LineModel['lock'] {
  if (edge.mtls === null) return null;
  if (edge.mtls.share >= 0.9995) return 'full';
  return edge.mtls.share > 0.0005 ? 'partly' : 'none';
}
