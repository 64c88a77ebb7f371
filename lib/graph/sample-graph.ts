/** A graph of given rows, checked against the contract, for tests of passes. */
import { DEFAULT_RULES } from '@/lib/health/rules';
import { draftGraph, finishGraph, type Knowledge } from './build';
import { type GraphAnswer, type GraphEdge, type GraphRequest, graphAnswerSchema } from './contract';
import { groupOf } from './passes/sample-flows';
import { PLAIN_OPTIONS } from './plain-request';
import type { MessageRow, RequestRow, SecurityRow, TcpRow } from './traffic';

export interface SampleRows {
  readonly requests?: readonly RequestRow[];
  readonly tcp?: readonly TcpRow[];
  readonly messages?: readonly MessageRow[];
  readonly security?: readonly SecurityRow[];
}

/** With service nodes, boxes around apps, and what the rows tell of. */
export function graphOf(
  rows: SampleRows,
  part: Partial<GraphRequest> = {},
  known: Partial<Knowledge> = {},
): GraphAnswer {
  const request: GraphRequest = {
    ...PLAIN_OPTIONS,
    window: { fromSeconds: 0, toSeconds: 600 },
    serviceNodes: 'all',
    boxApps: true,
    mtls: rows.security !== undefined,
    messages: rows.messages !== undefined,
    ...part,
  };
  const told = { requests: rows.requests ?? [], tcp: rows.tcp ?? [], messages: rows.messages ?? null };
  const draft = draftGraph(request, told, groupOf, {
    facts: null,
    rules: DEFAULT_RULES,
    isNow: true,
    ...known,
  });
  const rest = {
    durations: [],
    quantiles: new Map(),
    buckets: [],
    throughput: null,
    security: rows.security ?? null,
  };
  return graphAnswerSchema.parse(finishGraph(draft, rest, []));
}

/** `app a > service b: 3`: kinds and names of an edge's ends, and its requests or sent bytes per second. */
export function edgesInWords(answer: GraphAnswer): string[] {
  const names = new Map(answer.nodes.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  return answer.edges.map((edge) => `${names.get(edge.source)} > ${names.get(edge.target)}: ${amount(edge)}`);
}

function amount({ requests, tcp }: GraphEdge): string {
  return requests === null ? `${tcp?.sentBytesPerSecond} B` : String(requests.requestsPerSecond);
}
