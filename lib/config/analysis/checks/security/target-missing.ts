/** A policy that is attached to what does not exist. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import {
  AUTHORIZATION_POLICY,
  ENVOY_FILTER,
  ISTIO_GATEWAY,
  KUBERNETES_GATEWAY,
  REQUEST_AUTHENTICATION,
  SERVICE_ENTRY,
  TELEMETRY,
  TRAFFIC_EXTENSION,
  WASM_PLUGIN,
} from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { type Target, targetsOf } from '@/lib/config/analysis/targets';

export const targetMissing: Check = {
  code: 'PER0709',
  title: 'Target of the policy does not exist',
  condition:
    'targetRefs of a policy names a Service, ServiceEntry or Gateway that is not in its namespace, so it has no effect.',
  severity: 'warning',
  ist: ['IST0167'],
  kia: [],
  kinds: [
    AUTHORIZATION_POLICY,
    REQUEST_AUTHENTICATION,
    WASM_PLUGIN,
    TRAFFIC_EXTENSION,
    TELEMETRY,
    ENVOY_FILTER,
  ],
  fix: null,
  *run(object, mesh) {
    const namespace = object.id.namespace ?? '';
    for (const target of targetsOf(object)) {
      const { group, kind, name, path } = target;
      if (!isKnown(target, mesh) || mesh.object({ group, kind, namespace, name }) !== null) continue;
      yield {
        path: [...path, 'name'],
        message: `There is no ${kind} ${name} in ${namespace}, so the policy has no effect. Correct the name.`,
      };
    }
  },
};

function isKnown({ group, kind }: Target, mesh: MeshIndex): boolean {
  if (kind === 'Service') return mesh.known.services;
  if (kind === 'ServiceEntry') return mesh.count(facet.kind(SERVICE_ENTRY)) > 0;
  if (kind !== 'Gateway') return false;
  const known = group === 'networking.istio.io' ? ISTIO_GATEWAY : KUBERNETES_GATEWAY;
  return mesh.count(facet.kind(known)) > 0;
}
