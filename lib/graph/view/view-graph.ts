/**
 * What is shown of an answer: after hiding, filtering, focusing and folding. Picture, table and export all read
 * this, so that they agree.
 */
import type { GraphAnswer, GraphBox, GraphNode } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';
import type { Health } from '@/lib/health/contract';
import type { Protocol } from '@/lib/mesh/identity';

export type HealthKind = Health['kind'];
export type BoxKind = GraphBox['kind'];

/** A box that is drawn as one node: a stack of cards. */
export interface FoldedNode
  extends Pick<
    GraphNode,
    | 'incoming'
    | 'outgoing'
    | 'incomingTcp'
    | 'outgoingTcp'
    | 'incomingMessages'
    | 'outgoingMessages'
    | 'cluster'
    | 'namespace'
  > {
  /** The box's own id: unfolding it is taking this id out of `ViewOptions.folded`. */
  readonly id: string;
  readonly kind: BoxKind;
  readonly name: string;
  /** Ids of the boxes around it that are drawn, outermost first. */
  readonly boxes: readonly string[];
  /** The box's: of all that arrives at its members. */
  readonly health: Health;
  /** Nodes inside that are not hidden. */
  readonly members: number;
  /** Different apps and services among them; external hosts and unknown ends are neither. */
  readonly apps: number;
  /** How many of the members are how well. */
  readonly healthCounts: Readonly<Record<HealthKind, number>>;
}

/** How a path between two nodes was found. */
export interface PathFinding {
  /** `none`: neither leads to the other, and nothing is left out because of it. */
  readonly direction: 'forward' | 'backward' | 'none';
  /** Edges of the shortest paths, as they are named in the answer. */
  readonly shortest: ReadonlySet<string>;
  /** False: calls in circles were too many to try them all, so some edges may be on no path without a detour. */
  readonly exact: boolean;
}

/**
 * An answer of which some is left out and some is folded. Nodes, boxes and edges are those to draw. An edge may end at
 * a `FoldedNode`: its `source` or `target` is then the id of a box that is not among `boxes`.
 */
export interface ViewGraph extends GraphAnswer {
  readonly folded: readonly FoldedNode[];
  /** Drawn edge → the edges of the answer that it sums up; an edge that is not in here stands for itself. */
  readonly merged: ReadonlyMap<string, readonly string[]>;
  /** Node or edge of the answer → what it is drawn as, where that is another: the folded box around it, a merged edge. */
  readonly drawnAs: ReadonlyMap<string, string>;
  /** Edges that are there but not drawn unless one points at them or selects them. */
  readonly quiet: ReadonlySet<string>;
  /** What was taken away by filters, focus and hiding; what is folded is not missing. */
  readonly leftOut: { readonly nodes: number; readonly edges: number };
  /** Boxes of this kind were folded because there is too much to draw; null = no need. */
  readonly autoFolded: BoxKind | null;
  /** Set where a path was asked for. */
  readonly path: PathFinding | null;
}

export interface FocusOptions {
  /** A node of the answer. */
  readonly node: string;
  /** Calls away from it; services, operations and waypoints on the way do not count. */
  readonly hops: number | 'all';
  readonly direction: 'both' | 'up' | 'down';
}

export interface PathOptions {
  readonly from: string;
  readonly to: string;
  /** Only the shortest, or everything that lies on some way that visits nothing twice. */
  readonly ways: 'shortest' | 'all';
}

export const quietChoices = ['none', 'healthy', 'all'] as const;
export type QuietEdges = (typeof quietChoices)[number];

export interface ViewOptions {
  readonly protocols: readonly Protocol[];
  /** Edges with failures, what is degraded or failing, and their ends. With `onlySlow` as well: either. */
  readonly onlyErrors: boolean;
  readonly onlySlow: boolean;
  /** p95 in milliseconds from which an edge is slow. */
  readonly slowFromMs: number;
  /** Which edges are only drawn when they are pointed at. */
  readonly quiet: QuietEdges;
  readonly focus: FocusOptions | null;
  readonly path: PathOptions | null;
  /** What the hide expression says of the answer; null = nothing is hidden. */
  readonly hide: GraphMatches | null;
  /** Ids of boxes that are folded by hand. */
  readonly folded: readonly string[];
  /** Ids of boxes that stay open though there is too much to draw. */
  readonly unfolded: readonly string[];
  /** More nodes than this and boxes start folded. */
  readonly foldFrom: number;
  /** `autoFolded` of the view before this one, so that a refresh at the limit does not fold and unfold in turns. */
  readonly autoFolded: BoxKind | null;
}

/** From which p95 an edge counts as slow where nobody has said otherwise, in milliseconds. */
export const SLOW_FROM_MS = 500;

/** Everything, as it came. */
export const PLAIN_VIEW: ViewOptions = {
  protocols: ['http', 'grpc', 'tcp'],
  onlyErrors: false,
  onlySlow: false,
  slowFromMs: SLOW_FROM_MS,
  quiet: 'none',
  focus: null,
  path: null,
  hide: null,
  folded: [],
  unfolded: [],
  foldFrom: 1500,
  autoFolded: null,
};
