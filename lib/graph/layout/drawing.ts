/**
 * What a layout is given and what it gives back. All lengths are pixels at zoom 1,
 * y grows downwards, rectangles are given by their top left corner.
 */

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Innermost box around it. */
  readonly box: string | null;
}

export interface LayoutBox {
  readonly id: string;
  readonly parent: string | null;
  /** Room that its header needs. */
  readonly minWidth?: number;
  /** How far its name reaches into it from the left: lines keep off it. */
  readonly nameWidth?: number;
  /** How far its summary reaches into it from the right: lines keep off that as well. */
  readonly summaryWidth?: number;
}

export interface LayoutEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** Where calls lead: from left to right, or from the top down. */
export const flowDirections = ['right', 'down'] as const;
export type FlowDirection = (typeof flowDirections)[number];

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly boxes: readonly LayoutBox[];
  readonly edges: readonly LayoutEdge[];
  /** Free space between two columns; room for labels on the edges. */
  readonly columnGap: number;
  /** Free space between two cards of a column; of a usual picture where left out. */
  readonly rowGap?: number;
  /** To the right where left out. */
  readonly direction?: FlowDirection;
  /** Size of the page that the picture is for: boxes are wrapped to its shape. Left out: no wrapping. */
  readonly room?: { readonly width: number; readonly height: number };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * Control points of a quadratic B-spline from port to port: the line runs through the middle
 * of each two neighbours (Cytoscape's `unbundled-bezier`). A straight line has none.
 */
export interface EdgeRoute {
  readonly source: Point;
  readonly target: Point;
  readonly controls: readonly Point[];
  /** Runs against the flow: from right to left, or upwards. */
  readonly back: boolean;
}

/** Where cards and boxes stand, without lines. */
export interface Places {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: ReadonlyMap<string, Rect>;
}

/** A picture; its own rectangle holds all of it. */
export interface Layout extends Places, Rect {
  /** Edges from a node to itself have no route: they are drawn as a loop. */
  readonly edges: ReadonlyMap<string, EdgeRoute>;
  readonly direction: FlowDirection;
  /** Where cards and boxes stood that are not there now: what comes back finds its place again. */
  readonly gone: ReadonlyMap<string, Rect>;
}

/** Key of the page's own level; ids of boxes are never empty. */
export const PAGE_LEVEL = '';

export const SPACING = {
  betweenNodes: 24,
  betweenBoxes: 32,
  nodeToPass: 14,
  betweenPasses: 10,
  boxPadding: 16,
  /** From a box's border to its first column where edges cross the border. */
  boxInlet: 28,
  boxHeader: 36,
} as const;
