/**
 * How fast the graph is laid out and how many edges cross, against dagre's tight-tree on the same graphs in the
 * same minute. Run: `node --import tsx bench/layout.ts`. Figures are ratios, ours by theirs; three seeds each.
 */
import dagre from '@dagrejs/dagre';
import type { LayoutInput, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { syntheticGraph } from '@/lib/graph/layout/synthetic';

const SEEDS = [1, 2, 3] as const;
const SIZES = [
  { nodes: 100, edgesPerNode: 3 },
  { nodes: 1000, edgesPerNode: 3 },
] as const;
/** What the drawing of 1,000 nodes and 3,000 edges may cost, as a share of dagre's time. */
const TARGET = 0.05;

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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

let failed = false;
for (const size of SIZES) {
  const times: number[] = [];
  const crossings: number[] = [];
  const own: number[] = [];
  for (const seed of SEEDS) {
    const input = syntheticGraph(seed, { ...size, tiers: 10, namespaces: 0, backwards: 0.02 });
    ours(input);
    const mine = ours(input);
    const theirs = dagres(input);
    own.push(mine.milliseconds);
    times.push(mine.milliseconds / theirs.milliseconds);
    crossings.push(straightCrossings(input, mine.middle) / straightCrossings(input, theirs.middle));
  }
  const edges = size.nodes * size.edgesPerNode;
  console.log(
    `layout ${size.nodes} nodes, ${edges} edges (seeds ${SEEDS.join(', ')}): ` +
      `${median(own).toFixed(1)} ms, ${median(times).toFixed(4)} × dagre tight-tree ` +
      `(${Math.min(...times).toFixed(4)} to ${Math.max(...times).toFixed(4)}), ` +
      `crossings ${median(crossings).toFixed(2)} × dagre`,
  );
  if (size.nodes === 1000 && median(times) > TARGET) failed = true;
}
const boxed = syntheticGraph(1, { nodes: 1000, edgesPerNode: 3, tiers: 10, namespaces: 20, backwards: 0.02 });
ours(boxed);
console.log(`layout 1000 nodes, 3000 edges in 20 boxes: ${ours(boxed).milliseconds.toFixed(1)} ms`);
if (failed) {
  console.error(`over the target of ${TARGET} × dagre tight-tree`);
  process.exitCode = 1;
}
