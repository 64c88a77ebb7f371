/** What is shown of the graph as a JSON document after its own contract. */
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { GraphExport } from './json-contract';

export interface ExportContext {
  readonly exportedAtSeconds: number;
  readonly address: string;
  readonly notes: readonly string[];
}

type Exported = Pick<ViewGraph, 'window' | 'type' | 'nodes' | 'edges' | 'boxes' | 'totals' | 'warnings'> &
  Partial<Pick<ViewGraph, 'folded' | 'merged' | 'leftOut'>>;

export function graphExport(graph: Exported, context: ExportContext): GraphExport {
  return {
    format: 'periplus.graph',
    version: 1,
    exportedAtSeconds: context.exportedAtSeconds,
    address: context.address,
    notes: [...context.notes],
    window: graph.window,
    type: graph.type,
    nodes: graph.nodes,
    edges: graph.edges.map((edge) => {
      const sums = graph.merged?.get(edge.id);
      return sums === undefined ? edge : { ...edge, sums: [...sums] };
    }),
    boxes: graph.boxes,
    folded: (graph.folded ?? []).map(({ apps: _, healthCounts: __, boxes, ...box }) => ({
      ...box,
      boxes: [...boxes],
    })),
    totals: graph.totals,
    leftOut: graph.leftOut ?? { nodes: 0, edges: 0 },
    warnings: graph.warnings,
  };
}

export function jsonOf(graph: Exported, context: ExportContext): string {
  return `${JSON.stringify(graphExport(graph, context), null, 2)}\n`;
}
