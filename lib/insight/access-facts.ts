/** A line of Envoy's access log in words, with the ways that lead on from it: trace, edge, route. Pure. */
import { flagDetails } from '@/lib/graph/response-flags';
import type { AccessEntry } from '@/lib/logs/access-entry';
import type { MeshPod } from '@/lib/mesh/pod';
import { readUpstream, type Upstream } from '@/lib/traces/mesh-identity';
import type { ObservedRequest } from './request-of-span';

export interface AccessFact {
  readonly name: string;
  readonly value: string;
  /** What it means, where the value alone does not say. */
  readonly meaning: string | null;
}

export interface AccessFacts {
  readonly facts: readonly AccessFact[];
  /** Where the request went; null for the server's side and for connections to nobody. */
  readonly called: Upstream | null;
  /** For asking the configuration about it; null where the line tells too little. */
  readonly request: ObservedRequest | null;
  /** An expression of the graph's find box that finds both ends; null where one is not known. */
  readonly edge: string | null;
}

export function accessFacts(
  entry: AccessEntry,
  pod: Pick<MeshPod, 'namespace' | 'workload' | 'proxy'>,
): AccessFacts {
  const called = readUpstream(entry.upstreamCluster);
  return {
    facts: factsOf(entry, called),
    called,
    request: requestOf(entry, called, pod),
    edge: edgeOf(called, pod),
  };
}

function factsOf(entry: AccessEntry, called: Upstream | null): readonly AccessFact[] {
  const facts: AccessFact[] = [];
  const add = (name: string, value: string | number | null, meaning: string | null = null) => {
    if (value !== null && value !== '') facts.push({ name, value: String(value), meaning });
  };
  add('Request', entry.kind === 'request' ? `${entry.method} ${entry.path}` : null);
  add('Host', entry.authority);
  add('Protocol', entry.protocol);
  add('Code', entry.responseCode, entry.responseCode === 0 ? 'No response was sent.' : null);
  for (const flag of entry.responseFlags) add('Flag', flag, flagDetails(flag).replace(`${flag}: `, ''));
  add('Details', entry.responseCodeDetails, detailMeaning(entry.responseCodeDetails));
  add('Connection ended', entry.connectionTerminationDetails);
  add('Transport failure', entry.upstreamTransportFailureReason);
  add('Duration', millis(entry.durationMs), 'From the first byte of the request to the last of the answer.');
  add(
    'Upstream took',
    millis(entry.upstreamServiceTimeMs),
    'As the upstream proxy or application was waited for.',
  );
  add('Received', bytes(entry.bytesReceived));
  add('Sent', bytes(entry.bytesSent));
  add('Upstream cluster', entry.upstreamCluster, clusterMeaning(entry.upstreamCluster, called));
  add('Upstream host', entry.upstreamHost);
  add(
    'Route',
    entry.routeName,
    entry.routeName === 'default' ? 'The service’s own route, or a rule without a name.' : null,
  );
  add('Request id', entry.requestId);
  add('Trace id', entry.traceId);
  add('User agent', entry.userAgent);
  add('Forwarded for', entry.forwardedFor);
  add('Server name', entry.requestedServerName);
  add('Caller', entry.downstreamRemoteAddress);
  add('Taken at', entry.downstreamLocalAddress);
  for (const [name, value] of entry.others) add(name, value);
  return facts;
}

function clusterMeaning(cluster: string | null, called: Upstream | null): string | null {
  if (called?.host != null) {
    const subset = called.subset === null ? '' : `, subset ${called.subset}`;
    return `Sent to ${called.host}, port ${called.port}${subset}.`;
  }
  if (called?.name === 'PassthroughCluster')
    return 'Nothing in the mesh has this name: it was let through as it is.';
  if (called?.name === 'BlackHoleCluster')
    return 'Nothing in the mesh has this name, and the mesh forbids it.';
  const port = /^inbound\|(\d+)/.exec(cluster ?? '')?.[1];
  return port === undefined ? null : `Taken in for the application on port ${port}.`;
}

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details */
const DETAILS: Readonly<Record<string, string>> = {
  via_upstream: 'The answer is the upstream’s own.',
  direct_response: 'The route answers by itself.',
  route_not_found: 'No route matched.',
  cluster_not_found: 'The route leads to a cluster that the proxy does not know.',
  no_healthy_upstream: 'No endpoint could be chosen.',
  overflow: 'A circuit breaker refused it.',
  response_timeout: 'The route’s timeout passed.',
  fault_filter_abort: 'A fault rule answered.',
  downstream_remote_disconnect: 'The caller went away.',
};

function detailMeaning(details: string | null): string | null {
  if (details === null) return null;
  if (details.startsWith('rbac_access_denied')) return 'An AuthorizationPolicy refused it.';
  if (details.startsWith('upstream_reset')) return 'The connection to the upstream broke before it answered.';
  return DETAILS[details] ?? null;
}

function requestOf(
  entry: AccessEntry,
  called: Upstream | null,
  { namespace, workload, proxy }: Pick<MeshPod, 'namespace' | 'workload' | 'proxy'>,
): ObservedRequest | null {
  const common = { method: entry.method, path: entry.path };
  if (entry.kind !== 'request') return null;
  const caller = { kind: proxy === 'gateway' ? 'gateway' : 'workload', namespace, name: workload } as const;
  if (proxy === 'gateway') {
    const host = entry.authority?.replace(/:\d+$/, '') ?? null;
    return host === null ? null : { caller, host, port: null, ...common };
  }
  return called?.host == null ? null : { caller, host: called.host, port: called.port, ...common };
}

function edgeOf(
  called: Upstream | null,
  { workload, namespace }: Pick<MeshPod, 'namespace' | 'workload'>,
): string | null {
  if (called?.host == null) return `workload = ${workload} and namespace = ${namespace}`;
  const service = called.namespace === null ? called.host : called.name;
  return `workload = ${workload} or service = ${service}`;
}

function millis(value: number | null): string | null {
  if (value === null) return null;
  return value >= 1000 ? `${(value / 1000).toPrecision(3)} s` : `${value} ms`;
}

function bytes(value: number | null): string | null {
  if (value === null) return null;
  return value >= 10_000 ? `${(value / 1000).toPrecision(3)} kB` : `${value} B`;
}
