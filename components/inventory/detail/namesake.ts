/** Peers of one name: an application and the service that leads to it are two of them where some calls ended in between. */
import type { PeerAnswer } from '@/lib/insight/inventory/subject-contract';

type Named = Pick<PeerAnswer, 'edgeId' | 'kind' | 'namespace' | 'name'>;

/** Whether it is a service and another peer of its namespace has the same name, so that the name alone does not tell them apart. */
export function isNamesake(peer: Named, peers: readonly Named[]): boolean {
  return (
    peer.kind === 'service' &&
    peers.some(
      ({ edgeId, namespace, name }) =>
        edgeId !== peer.edgeId && namespace === peer.namespace && name === peer.name,
    )
  );
}
