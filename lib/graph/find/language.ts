/** The parts of the find language: what an operand or a word is, and what it needs of the graph's request. */
import type { Change } from '@/lib/graph/compare/change';
import type { GraphAnswer, GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { LatencyStatistic } from '@/lib/graph/vocabulary';

/** What an expression can be true of. */
export type Target = 'node' | 'edge';

/** What a value is, and so which operators and units it has. Numbers without a unit are in the first one. */
export type ValueType =
  | 'text'
  /** Milliseconds. */
  | 'ms'
  /** Requests, messages or connections per second. */
  | 'rate'
  /** Bytes per second. */
  | 'bytes'
  /** 0 to 100. */
  | 'percent'
  /** 1 to 100. */
  | 'rank';

/** Options of `GET /api/graph` without which an expression would look at nothing. */
export interface Needs {
  readonly latency: readonly LatencyStatistic[];
  readonly mtls: boolean;
  readonly throughput: boolean;
  readonly operations: boolean;
  readonly messages: boolean;
  readonly idleNodes: boolean;
  /** Two moments are to be compared. */
  readonly comparison: boolean;
}

export const NO_NEEDS: Needs = {
  latency: [],
  mtls: false,
  throughput: false,
  operations: false,
  messages: false,
  idleNodes: false,
  comparison: false,
};

/** An alert as far as it is looked for. */
export interface FoundAlert {
  readonly name: string;
  readonly state: 'firing' | 'pending';
}

/** By the ids of what they name. */
export interface FoundAlerts {
  readonly nodes: ReadonlyMap<string, readonly FoundAlert[]>;
  readonly edges: ReadonlyMap<string, readonly FoundAlert[]>;
}

/** What an expression looks at beside the node or edge itself. */
export interface FindContext {
  readonly answer: GraphAnswer;
  readonly node: (id: string) => GraphNode | undefined;
  /** Requests or bytes per second by protocol into or out of a node; null where it has no such edge. */
  readonly rate: (node: string, side: 'in' | 'out', protocol: GraphEdge['protocol']) => number | null;
  /** Alerts that name it. */
  readonly alerts: (target: Target, id: string) => readonly FoundAlert[];
  /** Whether there are two moments to compare. */
  readonly compared: boolean;
  /** How it differs from the other moment; undefined without a comparison. */
  readonly change: (target: Target, id: string) => Change | undefined;
  /** p95 in milliseconds from which an edge is slow. */
  readonly slowFromMs: number;
}

interface Named {
  /** In lower case; the first is the one that completion writes. */
  readonly words: readonly [string, ...string[]];
  /** For completion and help: what it is, with its unit. */
  readonly what: string;
  readonly needs?: Partial<Needs>;
}

/** Something to compare. A text has several values where any of them will do (a name). */
export interface Operand extends Named {
  readonly type: ValueType;
  readonly node?: (node: GraphNode, context: FindContext) => readonly string[] | number | null;
  readonly edge?: (edge: GraphEdge, context: FindContext) => readonly string[] | number | null;
  /** The only values there are, each with its other spellings. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** Something that is so or not; null = cannot be told of this one, so neither it nor its negation is true. */
export interface Word extends Named {
  readonly node?: (node: GraphNode, context: FindContext) => boolean | null;
  readonly edge?: (edge: GraphEdge, context: FindContext) => boolean | null;
}
