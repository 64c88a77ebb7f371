/** Links to this page with a request filled in, for whoever shows requests: the graph and the traces. Pure. */
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import type { ObservedRequest } from '@/lib/insight/request-of-span';
import { callerKey, type RequestForm } from './request-form-state';

/** What an observed request fills in. */
export function formOfObserved(request: ObservedRequest): Partial<RequestForm> {
  const { caller, host, port, method, path } = request;
  return {
    host,
    port,
    protocol: null,
    headers: [],
    query: [],
    ...(caller !== null && { from: callerKey(caller) }),
    ...(method !== null && { method }),
    ...(path?.startsWith('/') === true && { path }),
  };
}

export function observedHref(request: ObservedRequest): string {
  return tryHref(formOfObserved(request));
}

/**
 * Null where an edge names no host that could be asked for, or its caller is no single workload. What callers ask a
 * gateway for is not in its metrics, which name the service behind it: there the host is left to the reader.
 */
export function formOfEdge(
  edge: Pick<GraphEdge, 'requests'>,
  source: Pick<GraphNode, 'kind' | 'namespace' | 'workload' | 'facts'>,
  target: Pick<GraphNode, 'host'>,
): Partial<RequestForm> | null {
  const from = callerOfNode(source);
  const host = source.kind === 'gateway' ? '' : (busiestHost(edge) ?? target.host);
  if (from === null || host === null) return null;
  return { from, host, port: null, protocol: null, method: 'GET', path: '/', headers: [], query: [] };
}

export function edgeTryHref(...edge: Parameters<typeof formOfEdge>): string | null {
  const form = formOfEdge(...edge);
  return form === null ? null : tryHref(form);
}

function callerOfNode(node: Pick<GraphNode, 'kind' | 'namespace' | 'workload'>): string | null {
  if (node.kind === 'unknown') return 'outside';
  if (node.workload === null || node.namespace === null) return null;
  const kind = node.kind === 'gateway' ? 'gateway' : 'workload';
  return callerKey({ kind, namespace: node.namespace, name: node.workload });
}

function busiestHost({ requests }: Pick<GraphEdge, 'requests'>): string | null {
  const rates = new Map<string, number>();
  for (const { host, ratePerSecond } of requests?.codes ?? []) {
    if (host !== null && host !== 'unknown') rates.set(host, (rates.get(host) ?? 0) + ratePerSecond);
  }
  return [...rates].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

export function tryHref({ from, host, port, method, path }: Partial<RequestForm>): string {
  const params = new URLSearchParams();
  if (from !== undefined) params.set('caller', from);
  if (host !== undefined && host !== '') params.set('host', host);
  if (port !== undefined && port !== null) params.set('port', String(port));
  if (method !== undefined && method !== 'GET') params.set('method', method);
  if (path !== undefined && path !== '/') params.set('path', path);
  return `/config/try?${params}`;
}
