/**
 * Share of an edge's traffic under mutual TLS, in the word of the receiving side, whichever side its requests are
 * counted from. Where only ztunnel knows (a sidecar calls an ambient workload), its word holds for the requests too.
 */
import type { DraftEdge } from '@/lib/graph/draft';
import type { SecurityRow } from '@/lib/graph/traffic';
import { edgeKeyOf, type Hop, type Placement } from './place';

interface Seen {
  secured: number;
  total: number;
  readonly sources: Set<string>;
  readonly destinations: Set<string>;
}

/** `rows` in view only. */
export function attachSecurity(
  edges: readonly DraftEdge[],
  rows: Iterable<SecurityRow>,
  place: Placement,
): void {
  const byKey = new Map(edges.map((edge) => [edge.hop.edgeKey, edge]));
  /** The edge between the same ends for a protocol that may be another one. */
  const edgeAt = ({ sourceId, targetId }: Hop, protocol: DraftEdge['protocol']) =>
    byKey.get(edgeKeyOf(sourceId, targetId, protocol));
  const own = new Map<DraftEdge, Seen>();
  const byZtunnel = new Map<DraftEdge, Seen>();
  for (const row of rows) {
    for (const hop of place.hopsOf(row.flow)) {
      const edge = edgeAt(hop, row.flow.protocol);
      if (edge !== undefined) note(own, edge, row);
      if (!row.flow.ztunnel) continue;
      for (const protocol of ['http', 'grpc'] as const) {
        const requests = edgeAt(hop, protocol);
        if (requests !== undefined) note(byZtunnel, requests, row);
      }
    }
  }
  for (const [edge, seen] of [...byZtunnel, ...own]) {
    edge.mtls = {
      share: seen.secured / seen.total,
      sourcePrincipals: [...seen.sources].sort(),
      destinationPrincipals: [...seen.destinations].sort(),
    };
  }
}

function note(seenBy: Map<DraftEdge, Seen>, edge: DraftEdge, row: SecurityRow): void {
  const seen = seenBy.get(edge) ?? { secured: 0, total: 0, sources: new Set(), destinations: new Set() };
  seenBy.set(edge, seen);
  seen.total += row.ratePerSecond;
  if (row.mutualTls) seen.secured += row.ratePerSecond;
  if (row.sourcePrincipal !== null) seen.sources.add(row.sourcePrincipal);
  if (row.destinationPrincipal !== null) seen.destinations.add(row.destinationPrincipal);
}
