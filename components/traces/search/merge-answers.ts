/** Pages of one search as one answer: each trace once, and their shapes over one common tree. Pure. */
import type { TraceSearchAnswer } from '@/lib/traces/contract';

export function mergeAnswers(pages: readonly TraceSearchAnswer[]): TraceSearchAnswer | undefined {
  const [first] = pages;
  const last = pages.at(-1);
  if (first === undefined || last === undefined || pages.length === 1) return first;
  const tree = new CommonTree();
  const traces = new Map<string, TraceSearchAnswer['traces'][number]>();
  for (const page of pages) {
    const shapeAt = tree.add(page);
    for (const trace of page.traces) {
      if (!traces.has(trace.traceId))
        traces.set(trace.traceId, { ...trace, shape: shapeAt[trace.shape] ?? -1 });
    }
  }
  return {
    ...first,
    traces: [...traces.values()].sort((a, b) => b.startUs - a.startUs || a.traceId.localeCompare(b.traceId)),
    nodes: tree.nodes,
    shapes: tree.shapes,
    looked: { ...last.looked, traces: pages.reduce((sum, page) => sum + page.looked.traces, 0) },
    next: last.next,
    warnings: [...new Map(pages.flatMap((page) => page.warnings).map((one) => [one.message, one])).values()],
  };
}

class CommonTree {
  readonly nodes: TraceSearchAnswer['nodes'] = { services: [], names: [], parent: [], service: [], name: [] };
  readonly shapes: TraceSearchAnswer['shapes'] = [];
  readonly #services = new Map<string, number>();
  readonly #names = new Map<string, number>();
  readonly #nodes = new Map<string, number>();
  readonly #shapes = new Map<string, number>();

  /** Where each of the page's shapes is now. */
  add({ nodes, shapes }: TraceSearchAnswer): number[] {
    const nodeAt = nodes.parent.map((_, at) => at);
    for (let at = 0; at < nodeAt.length; at += 1) {
      const above = nodes.parent[at] ?? -1;
      const parent = above < 0 ? -1 : (nodeAt[above] ?? -1);
      const service = place(
        this.#services,
        this.nodes.services,
        nodes.services[nodes.service[at] ?? -1] ?? '',
      );
      const name = place(this.#names, this.nodes.names, nodes.names[nodes.name[at] ?? -1] ?? '');
      nodeAt[at] = this.#nodeOf(parent, service, name);
    }
    return shapes.map((shape) => {
      const pairs = shape.nodes
        .map((node, index) => [nodeAt[node] ?? -1, shape.counts[index] ?? 0] as const)
        .sort((a, b) => a[0] - b[0]);
      const key = pairs.join(' ');
      const known = this.#shapes.get(key);
      if (known !== undefined) return known;
      this.#shapes.set(key, this.shapes.length);
      const mapped = { nodes: pairs.map(([node]) => node), counts: pairs.map(([, count]) => count) };
      return this.shapes.push({ ...mapped, structure: shape.structure }) - 1;
    });
  }

  #nodeOf(parent: number, service: number, name: number): number {
    const key = `${parent} ${service} ${name}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    this.#nodes.set(key, this.nodes.parent.length);
    this.nodes.service.push(service);
    this.nodes.name.push(name);
    return this.nodes.parent.push(parent) - 1;
  }
}

function place(known: Map<string, number>, list: string[], text: string): number {
  const at = known.get(text);
  if (at !== undefined) return at;
  known.set(text, list.length);
  return list.push(text) - 1;
}
