/** Where the cards and lines of a trace's graph stand: the mesh graph's own layout. Pure; pixels at full size. */
import { wayOf } from '@/lib/graph/export/svg-line';
import type { Point, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { pointAt, pointsAlong } from '@/lib/graph/layout/spline';
import type { TraceGraph, TraceGraphEdge, TraceGraphNode } from '@/lib/traces/trace-graph';

const CARD = { width: 188, height: 58 };
const COLUMN_GAP = 64;
const ROW_GAP = 14;
const MARGIN = 16;
/** Where the arrow takes over from the line. */
const ARROW = 7;

export interface DrawnNode {
  readonly node: TraceGraphNode;
  readonly rect: Rect;
}

export interface DrawnEdge {
  readonly edge: TraceGraphEdge;
  readonly path: string;
  readonly tip: Point;
  readonly direction: Point;
  readonly label: Point;
}

export interface GraphDrawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

export function edgeKey({ from, to }: TraceGraphEdge): string {
  return `${from}>${to}`;
}

export function drawGraph({ nodes, edges }: TraceGraph): GraphDrawing {
  const layout = layOut({
    nodes: nodes.map(({ id }) => ({ id: String(id), ...CARD, box: null })),
    boxes: [],
    edges: edges.map((edge) => ({ id: edgeKey(edge), source: String(edge.from), target: String(edge.to) })),
    columnGap: COLUMN_GAP,
    rowGap: ROW_GAP,
  });
  const moved = ({ x, y }: Point): Point => ({ x: x + MARGIN - layout.x, y: y + MARGIN - layout.y });
  return {
    width: layout.width + 2 * MARGIN,
    height: layout.height + 2 * MARGIN,
    nodes: nodes.flatMap((node): DrawnNode[] => {
      const rect = layout.nodes.get(String(node.id));
      return rect === undefined ? [] : [{ node, rect: { ...rect, ...moved(rect) } }];
    }),
    edges: edges.flatMap((edge): DrawnEdge[] => {
      const found = layout.edges.get(edgeKey(edge));
      if (found === undefined) return [];
      const route = {
        ...found,
        source: moved(found.source),
        target: moved(found.target),
        controls: found.controls.map(moved),
      };
      return [{ edge, ...wayOf(route, ARROW), label: pointAt(pointsAlong(route), 0.5) }];
    }),
  };
}
