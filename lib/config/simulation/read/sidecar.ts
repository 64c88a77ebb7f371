/**
 * Sidecar as the simulation uses it: what its clients may reach.
 * https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
import type { StoredObject } from '@/lib/config/store';
import { fieldsAt, fieldsListAt, numberAt, optionalFieldsAt, textAt, textMapAt, textsAt } from './fields';
import { type ObjectMetadata, readMetadata } from './metadata';
import { type Destination, readDestination } from './virtual-service';

export interface EgressListener {
  /** Null = every port that no other listener names. */
  readonly port: number | null;
  /** `namespace/host`; `./`, any namespace, `~/` as written. */
  readonly hosts: readonly string[];
}

export interface Sidecar extends ObjectMetadata {
  readonly selector: Readonly<Record<string, string>> | null;
  /** Empty = everything. */
  readonly egress: readonly EgressListener[];
  /** Null = the mesh's own policy. */
  readonly outboundPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY' | null;
  /** Where calls of unknown hosts are sent in place of the host; the name counts as it is written. */
  readonly egressProxy: Destination | null;
}

export function readSidecar(object: StoredObject): Sidecar {
  const spec = fieldsAt(object.value, 'spec');
  const selector = optionalFieldsAt(spec, 'workloadSelector');
  const policy = optionalFieldsAt(spec, 'outboundTrafficPolicy');
  const proxy = policy === null ? null : optionalFieldsAt(policy, 'egressProxy');
  return {
    ...readMetadata(object),
    selector: selector === null ? null : textMapAt(selector, 'labels'),
    egress: fieldsListAt(spec, 'egress').map((listener) => ({
      port: numberAt(fieldsAt(listener, 'port'), 'number'),
      hosts: textsAt(listener, 'hosts'),
    })),
    // An outboundTrafficPolicy without a mode is REGISTRY_ONLY, the zero value of the enum.
    outboundPolicy:
      policy === null ? null : textAt(policy, 'mode') === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY',
    egressProxy: proxy === null ? null : readDestination(proxy),
  };
}
