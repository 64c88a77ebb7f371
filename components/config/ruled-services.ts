/** From the services that an object rules to their traffic: the question, its sum, and the link. Pure. */
import type { Assessment } from '@/lib/config/contract';
import type { GraphNode } from '@/lib/graph/contract';

export type RuledService = NonNullable<Assessment['references']>['rules'][number];

/** More than these make no readable expression; the whole namespaces are shown then. */
const MOST_NAMED = 8;

function namespacesOf(rules: readonly RuledService[]): string {
  return [...new Set(rules.map(({ namespace }) => namespace))].sort().join(',');
}

/** Of `GET /api/graph`: services as nodes, so that calls to them are counted once. */
export function graphParams(rules: readonly RuledService[]): string {
  return new URLSearchParams({
    type: 'service',
    namespaces: namespacesOf(rules),
    last: '600',
  }).toString();
}

/** Requests per second that arrive at the services; null when none of them is on the graph. */
export function ratedNodes(
  nodes: readonly Pick<GraphNode, 'kind' | 'host' | 'namespace' | 'name' | 'incoming'>[],
  rules: readonly RuledService[],
): number | null {
  const hosts = new Set(rules.map(({ host }) => host));
  const own = nodes.filter(
    ({ kind, host }) => (kind === 'service' || kind === 'external') && host !== null && hosts.has(host),
  );
  if (own.length === 0) return null;
  return own.reduce((sum, { incoming }) => sum + (incoming?.requestsPerSecond ?? 0), 0);
}

export function ruledGraphHref(rules: readonly RuledService[]): string {
  const named = rules.length <= MOST_NAMED ? rules.map(({ host }) => `host = "${host}"`).join(' or ') : '';
  return `/graph?${new URLSearchParams({
    type: 'service',
    namespaces: namespacesOf(rules),
    ...(named === '' ? {} : { find: named }),
  })}`;
}
