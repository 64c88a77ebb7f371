/**
 * What traces look like as trees, put side by side: every way from a root down to a span (its services and names) is a
 * node of one common tree, and a trace is which nodes it has, and how many spans on each. Siblings of one name are one
 * node, so a loop of ten calls has the structure of a loop of three.
 */
import type { Trace } from '@/lib/traces/model/trace';

/** The common tree: entry i of each list is node i. A parent stands before its children. */
export interface ShapeNodes {
  readonly services: string[];
  readonly names: string[];
  /** Node above, or −1. */
  readonly parent: number[];
  /** Position in `services`. */
  readonly service: number[];
  /** Position in `names`. */
  readonly name: number[];
}

export interface Shape {
  /** In ascending order. */
  readonly nodes: number[];
  /** Spans on each. */
  readonly counts: number[];
  /** Equal for equal sets of nodes, whatever the counts, in any answer: eight hexadecimal digits. */
  readonly structure: string;
}

/** Beyond these, traces are left without a shape: names with ids in them make a node each. */
const MOST_NODES = 50_000;
const MOST_ENTRIES = 300_000;

export class ShapeCollector {
  readonly #services = new Names();
  readonly #names = new Names();
  readonly #pairs = new Map<number, number>();
  readonly #nodes = new Map<number, number>();
  readonly #parent: number[] = [];
  readonly #service: number[] = [];
  readonly #name: number[] = [];
  /** Of each node: a hash of the names on the way to it. */
  readonly #hash: number[] = [];
  readonly #shapes: Shape[] = [];
  readonly #byText = new Map<string, number>();
  /** Spans of the trace in hand on each node; zero between traces. */
  #counts = new Int32Array(1024);
  #entries = 0;

  /** Position of the trace's shape in `shapes`, or −1 where there are too many. */
  add(trace: Trace): number {
    if (this.#parent.length > MOST_NODES || this.#entries > MOST_ENTRIES) return -1;
    const service = trace.services.map((name) => this.#services.idOf(name));
    const names = trace.names.map((name) => this.#names.idOf(name));
    const nodeOf = new Int32Array(trace.count);
    const touched: number[] = [];
    for (let row = 0; row < trace.count; row += 1) {
      const parent = trace.parent[row] ?? -1;
      const above = parent < 0 ? -1 : (nodeOf[parent] ?? -1);
      const node = this.#nodeOf(
        above,
        service[trace.service[row] ?? 0] ?? 0,
        names[trace.name[row] ?? 0] ?? 0,
      );
      nodeOf[row] = node;
      if (node >= this.#counts.length) this.#counts = doubled(this.#counts);
      const before = this.#counts[node] ?? 0;
      if (before === 0) touched.push(node);
      this.#counts[node] = before + 1;
    }
    touched.sort((a, b) => a - b);
    const entries = touched.map((node) => [node, this.#counts[node] ?? 0] as const);
    for (const node of touched) this.#counts[node] = 0;
    return this.#shapeOf(entries);
  }

  finish(): { readonly nodes: ShapeNodes; readonly shapes: Shape[] } {
    return {
      nodes: {
        services: this.#services.list,
        names: this.#names.list,
        parent: this.#parent,
        service: this.#service,
        name: this.#name,
      },
      shapes: this.#shapes,
    };
  }

  #nodeOf(above: number, service: number, name: number): number {
    const pairKey = service * 2 ** 24 + name;
    let pair = this.#pairs.get(pairKey);
    if (pair === undefined) {
      pair = this.#pairs.size;
      this.#pairs.set(pairKey, pair);
    }
    const key = (above + 1) * 2 ** 24 + pair;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node = this.#parent.length;
    this.#nodes.set(key, node);
    this.#parent.push(above);
    this.#service.push(service);
    this.#name.push(name);
    const text = `${this.#services.list[service]}\t${this.#names.list[name]}`;
    this.#hash.push(hashOf(text, above < 0 ? START : (this.#hash[above] ?? START)));
    return node;
  }

  #shapeOf(entries: readonly (readonly [number, number])[]): number {
    const text = entries.map(([node, count]) => `${node}:${count}`).join(' ');
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const nodes = entries.map(([node]) => node);
    const hashes = nodes.map((node) => this.#hash[node] ?? 0).sort((a, b) => a - b);
    this.#entries += nodes.length;
    this.#byText.set(text, this.#shapes.length);
    const structure = hashOf(hashes.join(' '), START).toString(16).padStart(8, '0');
    this.#shapes.push({ nodes, counts: entries.map(([, count]) => count), structure });
    return this.#shapes.length - 1;
  }
}

function doubled(counts: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(counts.length * 2);
  larger.set(counts);
  return larger;
}

class Names {
  readonly list: string[] = [];
  readonly #ids = new Map<string, number>();

  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

const START = 0x811c9dc5;

/** FNV-1a, 32 bits, going on from another hash. */
function hashOf(text: string, from: number): number {
  let value = from;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** One node in which a trace differs from the usual. */
export interface ShapeDifference {
  readonly node: number;
  /** Spans usually, and here. */
  readonly usual: number;
  readonly here: number;
}

/**
 * The topmost nodes that are missing or added, and those whose number of spans differs; most first. What is below an
 * added or missing node is not told again, and neither is what differs by as many as the node above it.
 */
export function shapeDifference(nodes: ShapeNodes, usual: Shape, here: Shape): ShapeDifference[] {
  const before = countsOf(usual);
  const now = countsOf(here);
  const changed = new Map<number, number>();
  const told: ShapeDifference[] = [];
  for (const node of [...new Set([...usual.nodes, ...here.nodes])].sort((a, b) => a - b)) {
    const was = before.get(node) ?? 0;
    const is = now.get(node) ?? 0;
    if (was === is) continue;
    changed.set(node, is / Math.max(was, 1e-9));
    const above = nodes.parent[node] ?? -1;
    const explained = changed.has(above) && (was === 0 || is === 0 || changed.get(above) === is / was);
    if (!explained) told.push({ node, usual: was, here: is });
  }
  return told.sort((a, b) => Math.abs(b.here - b.usual) - Math.abs(a.here - a.usual) || a.node - b.node);
}

function countsOf(shape: Shape): ReadonlyMap<number, number> {
  return new Map(shape.nodes.map((node, index) => [node, shape.counts[index] ?? 0]));
}
