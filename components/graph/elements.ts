/**
 * What is shown of the answer as what is drawn: cards, lines, boxes and their words. Pure, and the place where every
 * rule of the picture is decided and tested; the canvas only draws.
 */
import type { GraphAnswer, GraphNode } from '@/lib/graph/contract';
import type { LayoutInput } from '@/lib/graph/layout/drawing';
import type { FoldedNode, ViewGraph } from '@/lib/graph/view/view-graph';
import type { Health } from '@/lib/health/contract';
import type { AlertSign } from './alerts/mark-alerts';
import { type BoxChanges, type BoxModel, boxNameWidth, boxSummaryWidth, drawnBoxes } from './cards/box-model';
import { type BadgeChoice, type CardBadge, cardBadges } from './cards/node-badges';
import { cardTitle, cardWidth, middleEllipsis, nodeName, nodeTag } from './cards/node-words';
import { type Measures, PLAIN_MEASURES } from './lines/edge-rate';
import type { LineEnd, LineModel } from './lines/line-model';
import { LineModels } from './lines/line-models';
import type { EdgeLabel, GraphView } from './view-state';

export type HealthKind = Health['kind'];

interface CardBase {
  readonly id: string;
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
  readonly badges: readonly CardBadge[];
  /** Null where ranks are not shown. */
  readonly rank: number | null;
  /** Of two compared moments only one has it; null = both, or none are compared. */
  readonly change: 'new' | 'gone' | null;
  /** At an end of a line in the chain of the likely cause. */
  readonly chained: boolean;
  /** Of a folded box: what came and went in it between two moments; null where none are compared. */
  readonly changes: BoxChanges | null;
  /** Alerts that name it, or what is folded in it; null = none. */
  readonly alert: AlertSign | null;
}

/** A node, or a folded box as a stack of cards. */
export type CardModel = CardBase &
  (
    | { readonly kind: GraphNode['kind']; readonly node: GraphNode; readonly stack: null }
    | { readonly kind: 'stack'; readonly node: null; readonly stack: FoldedNode }
  );

export interface GraphElements {
  readonly cards: readonly CardModel[];
  readonly lines: readonly LineModel[];
  readonly boxes: readonly BoxModel[];
}

/** What the reader chose of words and signs, beside the labels. */
export interface ElementOptions extends BadgeChoice {
  readonly measures: Measures;
  readonly rank: boolean;
}

export const PLAIN_ELEMENTS: ElementOptions = {
  measures: PLAIN_MEASURES,
  badges: true,
  outOfMesh: true,
  rank: false,
};

export function elementOptions({
  grpc,
  tcp,
  badges,
  outOfMesh,
  rank,
}: Pick<GraphView, 'grpc' | 'tcp' | 'badges' | 'outOfMesh' | 'rank'>): ElementOptions {
  return { measures: { grpc, tcp }, badges, outOfMesh, rank };
}

/** An answer, or what a view leaves of it. */
export type Drawable = GraphAnswer & Partial<Pick<ViewGraph, 'folded' | 'quiet'>>;

export const CARD_HEIGHT = 40;
export const STACK = { width: 122, height: 58 } as const;
/** Letters of a folded box's name that fit beside its chevron. */
const STACK_LETTERS = 14;

export function graphElements(
  graph: Drawable,
  labels: readonly EdgeLabel[],
  options: ElementOptions = PLAIN_ELEMENTS,
): GraphElements {
  const boxes = drawnBoxes(graph);
  const kept = new Set(boxes.map((box) => box.id));
  const folded = graph.folded ?? [];
  const ends = new Map<string, LineEnd>();
  for (const node of graph.nodes)
    ends.set(node.id, {
      name: nodeName(node),
      outgoing: node.outgoing,
      breaks: node.facts?.badges.includes('circuitBreaker') === true,
    });
  for (const box of folded) ends.set(box.id, { name: box.name, outgoing: box.outgoing, breaks: false });
  const cards = [
    ...graph.nodes.map((node) => nodeCard(node, kept, options)),
    ...folded.map((box) => stackCard(box, kept)),
  ];
  const models = new LineModels(labels, options.measures);
  const lines = graph.edges.flatMap((edge) => {
    const source = ends.get(edge.source);
    const target = ends.get(edge.target);
    if (source === undefined || target === undefined) return [];
    return [models.of(edge, source, target, graph.quiet?.has(edge.id) === true)];
  });
  return { cards, lines, boxes };
}

/** What the layout needs of it; the gap leaves room for the labels that were chosen. */
export function layoutInput(elements: GraphElements, labels: readonly EdgeLabel[]): LayoutInput {
  return {
    nodes: elements.cards.map(({ id, width, height, box }) => ({ id, width, height, box })),
    boxes: elements.boxes.map((box) => ({
      id: box.id,
      parent: box.parent,
      minWidth: 200,
      nameWidth: boxNameWidth(box),
      summaryWidth: boxSummaryWidth(box),
    })),
    edges: elements.lines.map(({ id, source, target }) => ({ id, source, target })),
    columnGap: columnGap(labels.length, elements.cards.length),
  };
}

/** From here on room for whole labels shrinks the picture too much: there is some for their first word. */
const SEVERAL_CARDS = 24;
/** From here on a picture that fits the page is too small for any labels. */
const MANY_CARDS = 160;

function columnGap(labelCount: number, cardCount: number): number {
  if (labelCount === 0 || cardCount > MANY_CARDS) return 60;
  if (cardCount > SEVERAL_CARDS) return 84;
  return labelCount === 1 ? 80 : labelCount <= 3 ? 112 : 148;
}

function nodeCard(node: GraphNode, boxes: ReadonlySet<string>, options: ElementOptions): CardModel {
  return {
    id: node.id,
    node,
    stack: null,
    kind: node.kind,
    title: cardTitle(node),
    name: nodeName(node),
    tag: nodeTag(node),
    health: node.health.kind,
    box: node.boxes.findLast((box) => boxes.has(box)) ?? null,
    width: cardWidth(node),
    height: CARD_HEIGHT,
    badges: cardBadges(node, options),
    rank: options.rank ? node.rank : null,
    change: null,
    chained: false,
    changes: null,
    alert: null,
  };
}

function stackCard(stack: FoldedNode, boxes: ReadonlySet<string>): CardModel {
  return {
    id: stack.id,
    node: null,
    stack,
    kind: 'stack',
    title: middleEllipsis(stack.name, STACK_LETTERS),
    name: stack.name,
    tag: stack.kind,
    health: stack.health.kind,
    box: stack.boxes.findLast((box) => boxes.has(box)) ?? null,
    ...STACK,
    badges: [],
    rank: null,
    change: null,
    chained: false,
    changes: null,
    alert: null,
  };
}
