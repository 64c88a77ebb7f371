/**
 * How fast the graph is laid out and how many edges cross, against dagre's tight-tree on the same graphs in the
 * same minute. Run: `npm run bench -- layout`. Figures are ratios, ours by theirs; the median of three seeds each.
 */
import dagre from '@dagrejs/dagre';
import type { LayoutInput, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { syntheticGraph } from '@/lib/graph/layout/synthetic';
import { type Figure, median } from './figure';

const SEEDS = [1, 2, 3] as const;
/** `goal`: what the layout may cost, as a share of dagre's time. */
const SIZES = [
  { nodes: 100, edgesPerNode: 3, goal: null },
  { nodes: 1000, edgesPerNode: 3, goal: 0.05 },
] as const;

interface Middle {
  readonly x: number;
  readonly y: number;
}

/** Crossings of straight lines between the nodes' middles: the one measure that both layouts share. */
function straightCrossings(input: LayoutInput, middle: ReadonlyMap<string, Middle>): number {
  const lines = input.edges.map((edge) => [middle.get(edge.source), middle.get(edge.target)] as const);
  let count = 0;
  for (let i = 0; i < lines.length; i += 1) {
    for (let j = i + 1; j < lines.length; j += 1) {
      const [a, b] = lines[i] ?? [];
      const [c, d] = lines[j] ?? [];
      if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
      if (a === c || a === d || b === c || b === d) continue;
      if (turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)) count += 1;
    }
  }
  return count;
}

function turn(a: Middle, b: Middle, c: Middle): boolean {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

function ours(input: LayoutInput): { milliseconds: number; middle: Map<string, Middle> } {
  const begin = performance.now();
  const layout = layOut(input);
  const milliseconds = performance.now() - begin;
  const centre = (rect: Rect): Middle => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
  return { milliseconds, middle: new Map([...layout.nodes].map(([id, rect]) => [id, centre(rect)])) };
}

function dagres(input: LayoutInput): { milliseconds: number; middle: Map<string, Middle> } {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 24, ranksep: 84 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of input.nodes) graph.setNode(node.id, { width: node.width, height: node.height });
  for (const edge of input.edges) graph.setEdge(edge.source, edge.target);
  const begin = performance.now();
  dagre.layout(graph);
  const milliseconds = performance.now() - begin;
  const middle = new Map(
    input.nodes.map((node) => [node.id, { x: graph.node(node.id).x, y: graph.node(node.id).y }]),
  );
  return { milliseconds, middle };
}

export async function benchLayout(onFigure: (figure: Figure) => void): Promise<void> {
  for (const size of SIZES) {
    const own: number[] = [];
    const times: number[] = [];
    const crossings: number[] = [];
    for (const seed of SEEDS) {
      const input = syntheticGraph(seed, { ...size, tiers: 10, namespaces: 0, backwards: 0.02 });
      ours(input);
      const mine = ours(input);
      const theirs = dagres(input);
      own.push(mine.milliseconds);
      times.push(mine.milliseconds / theirs.milliseconds);
      crossings.push(straightCrossings(input, mine.middle) / straightCrossings(input, theirs.middle));
    }
    const what = `of ${size.nodes} nodes and ${size.nodes * size.edgesPerNode} edges / dagre tight-tree`;
    const note = `${median(own).toFixed(1)} ms; ${range(times)} × over seeds ${SEEDS.join(', ')}`;
    onFigure({ name: `layout ${what}`, value: median(times), unit: '×', goal: size.goal, note });
    onFigure({
      name: `crossings ${what}`,
      value: median(crossings),
      unit: '×',
      goal: null,
      note: `${range(crossings)} ×`,
    });
  }
  const [seed] = SEEDS;
  const boxed = syntheticGraph(seed, {
    nodes: 1000,
    edgesPerNode: 3,
    tiers: 10,
    namespaces: 20,
    backwards: 0.02,
  });
  ours(boxed);
  onFigure({
    name: 'layout of 1000 nodes and 3000 edges in 20 boxes',
    value: ours(boxed).milliseconds,
    unit: 'ms',
    goal: null,
    note: `seed ${seed}`,
  });
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toPrecision(3)} to ${Math.max(...values).toPrecision(3)}`;
}
