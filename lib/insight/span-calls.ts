/**
 * The calls that a trace is made of: who sent, which service was meant, who answered, as proxies and tracers told.
 * Rows that say the same of themselves share one reading, so a trace of 100,000 spans is read in one pass. Pure.
 */
import type { Peer } from '@/lib/mesh/identity';
import { type MeshIdentity, meshIdentity, type Upstream } from '@/lib/traces/mesh-identity';
import { keyIdOf, spanAt, valueIdOf } from '@/lib/traces/model/read-row';
import { SPAN_KINDS } from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';

export interface SpanCall {
  /** The span of who sent; −1 where nobody recorded it. */
  readonly clientRow: number;
  /** The span of who answered; −1 where nobody recorded it. */
  readonly serverRow: number;
  /** Null = the call came from outside of what is traced. */
  readonly source: Peer | null;
  readonly called: Upstream | null;
  /** Null = nobody that is traced answered. */
  readonly target: Peer | null;
}

export type IdentityOf = (row: number) => MeshIdentity;

/** What decides an identity; two rows with equal values have the same. */
const TELLING = [
  'node_id',
  'upstream_cluster.name',
  'upstream_cluster',
  'istio.canonical_service',
  'istio.canonical_revision',
  'istio.namespace',
  'istio.cluster_id',
  ...['source', 'destination'].flatMap((side) =>
    [
      'cluster_id',
      'namespace',
      'workload',
      'canonical_service',
      'app',
      'canonical_revision',
      'app_version',
    ].map((name) => `istio.${side}_${name}`),
  ),
];

/** Reads the mesh identity of rows, each different one once. */
export function identities(trace: Trace): IdentityOf {
  const keys = TELLING.map((name) => keyIdOf(trace, name)).filter((key) => key >= 0);
  const known = new Map<string, MeshIdentity>();
  return (row) => {
    const told = keys.map((key) => valueIdOf(trace, row, key)).join(' ');
    const id = `${trace.resource[row]} ${trace.service[row]} ${trace.kind[row]} ${told}`;
    const found = known.get(id) ?? meshIdentity(spanAt(trace, row));
    known.set(id, found);
    return found;
  };
}

/** In the order of the trace. An inner client of the same workload (a proxy below its application) stands for both. */
export function spanCalls(trace: Trace, identityOf: IdentityOf = identities(trace)): readonly SpanCall[] {
  const calls: SpanCall[] = [];
  const answered = new Uint8Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    if (isSent(trace, row) && parent >= 0 && isSent(trace, parent)) {
      if (samePeer(identityOf(row).peer, identityOf(parent).peer)) answered[parent] = 1;
    }
    if (!isReceived(trace, row) || parent < 0) continue;
    const target = identityOf(row).peer;
    const source = identityOf(parent);
    // A proxy and the application behind it are one workload: no call runs between them.
    if (!isSent(trace, parent) && samePeer(source.peer, target)) continue;
    const isClient = isSent(trace, parent);
    if (isClient) answered[parent] = 1;
    calls.push({
      clientRow: isClient ? parent : -1,
      serverRow: row,
      source: source.peer,
      called: isClient ? source.called : null,
      target,
    });
  }
  for (let row = 0; row < trace.count; row += 1) {
    if (!isSent(trace, row) || answered[row] === 1) continue;
    const { peer, called } = identityOf(row);
    if (called !== null) calls.push({ clientRow: row, serverRow: -1, source: peer, called, target: null });
  }
  return calls.sort((a, b) => Math.max(a.clientRow, a.serverRow) - Math.max(b.clientRow, b.serverRow));
}

/** The call that a span is one half of; a proxy's own two halves at a gateway count as its call. Null = none. */
export function callOfSpan(trace: Trace, row: number): SpanCall | null {
  const identityOf = identities(trace);
  const own = identityOf(row);
  const end = row + (trace.size[row] ?? 1);
  if (isSent(trace, row)) {
    let serverRow = -1;
    for (let child = row + 1; child < end; child += trace.size[child] ?? 1) {
      // The last answer is the one that counted; those before it were tried again.
      if (isReceived(trace, child)) serverRow = child;
    }
    if (serverRow < 0 && own.called === null) return null;
    const target = serverRow < 0 ? null : identityOf(serverRow).peer;
    return { clientRow: row, serverRow, source: own.peer, called: own.called, target };
  }
  if (!isReceived(trace, row)) return null;
  const parent = trace.parent[row] ?? -1;
  if (parent >= 0 && isSent(trace, parent)) {
    const { peer, called } = identityOf(parent);
    return { clientRow: parent, serverRow: row, source: peer, called, target: own.peer };
  }
  for (let child = row + 1; own.proxy === 'gateway' && child < end; child += trace.size[child] ?? 1) {
    if (isSent(trace, child) && samePeer(identityOf(child).peer, own.peer)) return callOfSpan(trace, child);
  }
  return null;
}

function isSent(trace: Trace, row: number): boolean {
  const kind = SPAN_KINDS[trace.kind[row] ?? 0];
  return kind === 'client' || kind === 'producer';
}

function isReceived(trace: Trace, row: number): boolean {
  const kind = SPAN_KINDS[trace.kind[row] ?? 0];
  return kind === 'server' || kind === 'consumer';
}

function samePeer(a: Peer, b: Peer): boolean {
  return a.namespace === b.namespace && (a.workload ?? a.app) === (b.workload ?? b.app);
}
