/** ELK layered, boxes as nodes with children. Its script is large: loaded where it is used, in a worker. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';
import { type LayoutInput, type Point, SPACING } from '@/lib/graph/layout/drawing';
import { BoxTree } from '@/lib/graph/layout/tree';
import { type Engine, plainEdges } from './engine';

/** From here on its best is too slow: minutes where these settings take seconds. */
const MANY_NODES = 400;

export const placeByElk: Engine = async (input) => {
  const elk = await load();
  const tree = new BoxTree(input);
  const edges = plainEdges(input).map(
    (edge): ElkExtendedEdge => ({ id: edge.id, sources: [edge.source], targets: [edge.target] }),
  );
  const root: ElkNode = {
    id: 'root',
    children: childrenOf('', input, tree),
    edges,
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': input.direction === 'down' ? 'DOWN' : 'RIGHT',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.edgeRouting': 'POLYLINE',
      'elk.spacing.nodeNode': String(SPACING.betweenNodes),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(input.columnGap),
      ...(input.nodes.length > MANY_NODES && {
        'elk.layered.thoroughness': '1',
        'elk.layered.nodePlacement.strategy': 'SIMPLE',
        'elk.layered.crossingMinimization.greedySwitch.type': 'OFF',
      }),
    },
  };
  const placed = await elk.layout(root);
  const middles = new Map<string, Point>();
  const walk = (node: ElkNode, x: number, y: number) => {
    for (const child of node.children ?? []) {
      const left = x + (child.x ?? 0);
      const top = y + (child.y ?? 0);
      if (!tree.isBox(child.id))
        middles.set(child.id, { x: left + (child.width ?? 0) / 2, y: top + (child.height ?? 0) / 2 });
      walk(child, left, top);
    }
  };
  walk(placed, 0, 0);
  return middles;
};

function childrenOf(level: string, input: LayoutInput, tree: BoxTree): ElkNode[] {
  const sizes = new Map(input.nodes.map((node) => [node.id, node]));
  const { boxHeader: top, boxPadding: side } = SPACING;
  return tree.children(level).map((id) => {
    if (!tree.isBox(id)) return { id, width: sizes.get(id)?.width ?? 0, height: sizes.get(id)?.height ?? 0 };
    return {
      id,
      children: childrenOf(id, input, tree),
      layoutOptions: { 'elk.padding': `[top=${top},left=${side},bottom=${side},right=${side}]` },
    };
  });
}

/**
 * In a worker ELK would take over the worker's messages; it only runs as a plain object where it finds a
 * document, so it is shown one while it loads.
 */
async function load() {
  const scope: { document?: unknown } = globalThis;
  const pretend = scope.document === undefined;
  if (pretend) scope.document = {};
  try {
    const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
    return new Elk();
  } finally {
    if (pretend) delete scope.document;
  }
}
