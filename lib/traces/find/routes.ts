/** Found traces by route: what was called (service and name of the root), and within that by structure. Pure. */
import type { Shape } from './shapes';

/** What grouping needs of a found trace. Durations are microseconds. */
export interface Routed {
  readonly traceId: string;
  readonly rootService: string;
  readonly rootName: string;
  readonly durationUs: number;
  readonly rootFailed: boolean;
  readonly failedSpans: number;
  /** Position in the answer's shapes, or −1. */
  readonly shape: number;
}

export interface Percentiles {
  readonly p50Us: number;
  readonly p95Us: number;
  readonly p99Us: number;
  readonly longestUs: number;
}

export interface Structure<T> extends Percentiles {
  /** As in `Shape.structure`; '' for traces without a shape. */
  readonly id: string;
  readonly traces: readonly T[];
  readonly failed: number;
  /** The shape that most of them have; null where none has one. */
  readonly usual: number | null;
}

export interface Route<T> extends Percentiles {
  /** `<service> <name>`, for addresses and keys. */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly traces: readonly T[];
  /** Their roots failed. */
  readonly failed: number;
  /** The shape that most of them have; null where none has one. */
  readonly usual: number | null;
  /** Most frequent first. */
  readonly structures: readonly Structure<T>[];
}

export function routeId(trace: Pick<Routed, 'rootService' | 'rootName'>): string {
  return `${trace.rootService} ${trace.rootName}`;
}

/** Most frequent first, then by name. */
export function routesOf<T extends Routed>(traces: readonly T[], shapes: readonly Shape[]): Route<T>[] {
  const routes = groupsOf(traces, routeId).map(([id, members]): Route<T> => {
    const first = members[0];
    const structures = groupsOf(members, (trace) => shapes[trace.shape]?.structure ?? '').map(
      ([structure, own]): Structure<T> => ({
        id: structure,
        traces: own,
        failed: own.filter((trace) => trace.rootFailed).length,
        usual: usualShape(own),
        ...percentilesOf(own),
      }),
    );
    return {
      id,
      service: first?.rootService ?? '',
      name: first?.rootName ?? '',
      traces: members,
      failed: members.filter((trace) => trace.rootFailed).length,
      usual: usualShape(members),
      structures,
      ...percentilesOf(members),
    };
  });
  return routes;
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0], 'en'));
}

/** The first of those that occur most. */
function usualShape(traces: readonly Routed[]): number | null {
  const counts = new Map<number, number>();
  for (const { shape } of traces) if (shape >= 0) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  let best: number | null = null;
  for (const [shape, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = shape;
  return best;
}

/** By nearest rank: each is the duration of one of the traces. */
export function percentilesOf(traces: readonly Pick<Routed, 'durationUs'>[]): Percentiles {
  const sorted = traces.map((trace) => trace.durationUs).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50Us: at(0.5), p95Us: at(0.95), p99Us: at(0.99), longestUs: at(1) };
}
