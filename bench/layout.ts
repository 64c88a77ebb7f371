/**
 * How fast the graph is laid out and how many edges cross, against dagre's tight-tree on the same graphs in the
 * same minutes; our layout with boxes and routing; and graphs that take network simplex minutes. Run:
 * `npm run bench -- layout`. Ratios are ours by theirs; times are medians of several warm runs.
 */
import dagre from '@dagrejs/dagre';
import type { LayoutInput, Rect } from '@/lib/graph/layout/drawing';
import { layOut } from '@/lib/graph/layout/lay-out';
import { syntheticGraph } from '@/lib/graph/layout/synthetic';
import { type Figure, median } from './figure';

const SEEDS = [1, 2, 3, 4, 5] as const;
const RUNS = 5;
/** Runs before the first that counts: the code is compiled in these. */
const WARM_UP = 3;
/** `time`: what the layout may cost, as a share of dagre's, which takes tens of seconds for a thousand nodes and so runs once. */
const AGAINST_DAGRE = [
  { nodes: 100, edgesPerNode: 3, seeds: SEEDS, time: null, crossings: null },
  { nodes: 1000, edgesPerNode: 3, seeds: SEEDS.slice(0, 1), time: 0.02, crossings: 1.1 },
] as const;
const WITH_BOXES = { nodes: 1000, edgesPerNode: 3, tiers: 10, namespaces: 20, backwards: 0.02 } as const;
const MOST_WITH_BOXES_MS = 60;
const KILLER_SEEDS = 20;
const MOST_FOR_KILLERS_MS = 50;

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

/** The median of several runs, and the middles of the nodes. */
function ours(input: LayoutInput): { milliseconds: number; middle: Map<string, Middle> } {
  const times: number[] = [];
  let layout = layOut(input);
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    layout = layOut(input);
    times.push(performance.now() - begin);
  }
  const centre = (rect: Rect): Middle => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
  return {
    milliseconds: median(times),
    middle: new Map([...layout.nodes].map(([id, rect]) => [id, centre(rect)])),
  };
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
  for (let run = 0; run < WARM_UP; run += 1) layOut(syntheticGraph(99, WITH_BOXES));
  benchWithBoxes(onFigure);
  benchKillers(onFigure);
  for (const size of AGAINST_DAGRE) benchAgainstDagre(size, onFigure);
}

function benchAgainstDagre(
  { seeds, time, crossings: most, ...size }: (typeof AGAINST_DAGRE)[number],
  onFigure: (figure: Figure) => void,
): void {
  const own: number[] = [];
  const times: number[] = [];
  const crossings: number[] = [];
  for (const seed of seeds) {
    const input = syntheticGraph(seed, { ...size, tiers: 10, namespaces: 0, backwards: 0.02 });
    const mine = ours(input);
    const theirs = dagres(input);
    own.push(mine.milliseconds);
    times.push(mine.milliseconds / theirs.milliseconds);
    crossings.push(straightCrossings(input, mine.middle) / straightCrossings(input, theirs.middle));
  }
  const what = `of ${size.nodes} nodes and ${size.nodes * size.edgesPerNode} edges / dagre tight-tree`;
  const over =
    seeds.length === 1 ? `seed ${seeds[0]}, dagre once` : `seeds ${seeds.join(', ')}, dagre once each`;
  const note = `${median(own).toFixed(1)} ms, median of ${RUNS}; ${range(times)} × over ${over}`;
  onFigure({ name: `layout ${what}`, value: median(times), unit: '×', goal: time, note });
  onFigure({
    name: `crossings ${what}`,
    value: median(crossings),
    unit: '×',
    goal: most,
    note: `${range(crossings)} ×`,
  });
}

function benchWithBoxes(onFigure: (figure: Figure) => void): void {
  const times = SEEDS.map((seed) => ours(syntheticGraph(seed, WITH_BOXES)).milliseconds);
  onFigure({
    name: 'layout of 1000 nodes and 3000 edges in 20 boxes, routed',
    value: median(times),
    unit: 'ms',
    goal: MOST_WITH_BOXES_MS,
    note: `${range(times)} ms over seeds ${SEEDS.join(', ')}`,
  });
}

/** The slowest of many graphs of the kind that take network simplex, the default of dagre and of Kiali, minutes. */
function benchKillers(onFigure: (figure: Figure) => void): void {
  const times = Array.from({ length: KILLER_SEEDS }, (_, seed) => {
    const shape = { nodes: 400, edgesPerNode: 3, tiers: 10, namespaces: 0, backwards: 0.02 };
    return ours(syntheticGraph(seed + 1, shape)).milliseconds;
  });
  onFigure({
    name: `slowest layout of ${KILLER_SEEDS} graphs of 400 nodes and 1200 edges`,
    value: Math.max(...times),
    unit: 'ms',
    goal: MOST_FOR_KILLERS_MS,
    note: `median ${median(times).toFixed(1)} ms, seeds 1 to ${KILLER_SEEDS}`,
  });
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toPrecision(3)} to ${Math.max(...values).toPrecision(3)}`;
}
