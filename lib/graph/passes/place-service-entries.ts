/**
 * Hosts of one ServiceEntry are one node, named by the entry, for the clients that see it. An entry with a single host
 * stays the node of that host, so that it is the same with and without configuration.
 */
import type { NodeIdentity, ServiceIdentity } from '@/lib/graph/identity';
import { nodeId } from '@/lib/graph/identity';
import type { Flow } from '@/lib/graph/traffic';
import type { FactsIndex } from './facts-index';
import { edgeKeyOf, type Hop, type Placement } from './place';

/** The same placement with the hosts of entries brought together. */
export function placeServiceEntries(place: Placement, index: FactsIndex | null): Placement {
  if (index === null || !index.facts.serviceEntries.some(({ hosts }) => hosts.length > 1)) return place;
  const known = new WeakMap<Flow, readonly Hop[]>();
  return {
    legs: place.legs,
    hopsOf(flow) {
      const placed = known.get(flow) ?? throughEntry(place.hopsOf(flow), flow, index);
      known.set(flow, placed);
      return placed;
    },
  };
}

function throughEntry(hops: readonly Hop[], flow: Flow, index: FactsIndex): readonly Hop[] {
  if (!hops.some(({ source, target }) => isCalled(source, flow) || isCalled(target, flow))) return hops;
  const entry = index.entryOf(flow.service, flow.source.namespace);
  if (entry === null || entry.hosts.length < 2) return hops;
  const { namespace, name } = entry;
  const { cluster } = flow.service;
  const instead = (node: NodeIdentity): NodeIdentity =>
    isCalled(node, flow) ? { ...node, kind: 'serviceEntry', cluster, namespace, name } : node;
  return hops.map((hop) => {
    const source = instead(hop.source);
    const target = instead(hop.target);
    const sourceId = nodeId(source);
    const targetId = nodeId(target);
    const edgeKey = edgeKeyOf(sourceId, targetId, flow.protocol);
    return { ...hop, source, target, sourceId, targetId, edgeKey };
  });
}

function isCalled(node: NodeIdentity, { service }: Flow): node is ServiceIdentity {
  return node.kind === 'service' && node.name === service.name && node.namespace === service.namespace;
}
