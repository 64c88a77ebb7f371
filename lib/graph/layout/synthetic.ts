/**
 * Service graphs made up from a seed, for tests and benchmarks: tiers of services, popular targets called
 * more often (Zipf), some calls backwards, namespaces as boxes.
 */
import type { LayoutInput } from './drawing';

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SyntheticShape {
  readonly nodes: number;
  readonly edgesPerNode: number;
  readonly tiers: number;
  readonly namespaces: number;
  /** Share of calls against the order of the tiers. */
  readonly backwards: number;
}

export function syntheticGraph(seed: number, shape: SyntheticShape): LayoutInput {
  const random = seeded(seed);
  const { nodes: count, tiers, namespaces } = shape;
  const tier = Array.from({ length: count }, (_, i) => Math.floor((i / count) * tiers));
  const nodes = tier.map((_, i) => ({
    id: `n${String(i).padStart(5, '0')}`,
    width: 112 + Math.floor(random() * 37),
    height: 40,
    box: namespaces === 0 ? null : `ns${Math.floor(random() * namespaces)}`,
  }));
  const pairs = new Set<string>();
  const edges: { id: string; source: string; target: string }[] = [];
  const want = Math.floor(count * shape.edgesPerNode);
  for (let tries = 0; edges.length < want && tries < want * 20; tries += 1) {
    const from = Math.floor(random() * count);
    const backwards = random() < shape.backwards;
    // Most calls go one tier down, some two; within a tier the first services are the popular ones.
    const steps = (random() < 0.8 ? 1 : 2) * (backwards ? -1 : 1);
    const targetTier = (tier[from] ?? 0) + steps;
    const to = Math.floor((targetTier + random() ** 2) * (count / tiers));
    if (from === to || targetTier < 0 || to >= count) continue;
    const pair = `${from}>${to}`;
    if (pairs.has(pair)) continue;
    pairs.add(pair);
    edges.push({ id: `e${pair}`, source: nodes[from]?.id ?? '', target: nodes[to]?.id ?? '' });
  }
  const boxes = Array.from({ length: namespaces }, (_, i) => ({ id: `ns${i}`, parent: null, minWidth: 160 }));
  return {
    nodes,
    boxes: boxes.filter((box) => nodes.some((node) => node.box === box.id)),
    edges,
    columnGap: 84,
  };
}
