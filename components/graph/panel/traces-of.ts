/** Which traces belong to a node or an edge of the graph, as a search for them. Pure. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { CodeRow } from './codes-table';
import { calledService, spanService } from './hosts';
import type { TracesOf } from './trace-examples';

/** The spans of a workload; of its version where it has one. */
export function tracesOfNode(node: GraphNode, p95Ms: number | null): TracesOf | null {
  const service = spanService(node);
  return service === null ? null : { service, q: versionOf(node), p95Ms };
}

/**
 * The callee's spans below those of the caller. Where no proxy writes any for the callee, those of the caller that
 * were sent there.
 */
export function tracesOfEdge(edge: GraphEdge, source: GraphNode, target: GraphNode): TracesOf | null {
  if (edge.tcp !== null) return null;
  const p95Ms = edge.latencyMs?.p95 ?? null;
  const [from, to] = [spanService(source), spanService(target)];
  if (to !== null && target.kind !== 'service') {
    const caller = from === null ? '' : `parent.service = ${quoted(from)}`;
    return { service: to, q: [caller, versionOf(target)].filter((part) => part !== '').join(' and '), p95Ms };
  }
  if (from === null) return to === null ? null : { service: to, q: '', p95Ms };
  const called = calledService(target, edge.requests?.codes ?? []);
  const host = target.host ?? (called === null ? null : `${called.name}.${called.namespace}`);
  return { service: from, q: host === null ? '' : `called = ${quoted(host)}`, p95Ms };
}

function versionOf(node: GraphNode): string {
  const { version } = node;
  return version === null || version === 'unknown' || version === '' ? '' : `version = ${quoted(version)}`;
}

/** The search, with more asked of it: `extra` are parameters of the trace page. */
export function tracesHref(of: TracesOf, extra: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams({ service: of.service });
  const q = [of.q, extra.q ?? ''].filter((part) => part !== '').join(' and ');
  if (q !== '') params.set('q', q);
  for (const [key, value] of Object.entries(extra)) if (key !== 'q') params.set(key, value);
  return `/traces?${params}`;
}

/** The traces that ended as a row of the table of codes says; null where it names no code. */
export function tracesOfCode(of: TracesOf | null, { code, flags }: CodeRow): string | null {
  const [http = '', grpc] = code.split(' · ');
  const conditions = [
    ...(http === '–' ? ['code = 0'] : /^\d+$/.test(http) ? [`code = ${http}`] : []),
    ...(grpc === undefined ? [] : [`rpc.grpc.status_code = ${grpc}`]),
    ...flags
      .split(',')
      .filter((flag) => /^[A-Z]+$/.test(flag))
      .map((flag) => `flags = ${flag}`),
  ];
  return of === null || conditions.length === 0 ? null : tracesHref(of, { q: conditions.join(' and ') });
}

/** Names of Kubernetes need no quotes; others may. */
function quoted(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
