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
}

export interface LayoutEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly boxes: readonly LayoutBox[];
  readonly edges: readonly LayoutEdge[];
  /** Free space between two columns; room for labels on the edges. */
  readonly columnGap: number;
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
  /** Runs from right to left, against the order of the columns. */
  readonly back: boolean;
}

/** Where one level (the page, or the inside of a box) put its things; coordinates are the level's own. */
export interface LevelMemory {
  readonly items: ReadonlyMap<string, ItemMemory>;
  /** Heights of edges in the columns that they pass: `<edge>@<layer>`. */
  readonly passes: ReadonlyMap<string, number>;
  /** Columns of a group by its key: left and right of each layer. */
  readonly columns: ReadonlyMap<string, readonly (readonly [number, number])[]>;
  readonly width: number;
  readonly height: number;
}

export interface ItemMemory {
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  /** Smallest key of its connected group. */
  readonly group: string;
}

export interface Layout {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly boxes: ReadonlyMap<string, Rect>;
  /** Edges from a node to itself have no route: they are drawn as a loop. */
  readonly edges: ReadonlyMap<string, EdgeRoute>;
  readonly width: number;
  readonly height: number;
  /** For the next layout of nearly the same graph. */
  readonly memory: ReadonlyMap<string, LevelMemory>;
  readonly columnGap: number;
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
  boxHeader: 40,
} as const;
