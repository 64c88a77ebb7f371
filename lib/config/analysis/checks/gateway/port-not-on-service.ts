/** A port on which the gateway listens and that its Service does not lead to. */
import type { Check } from '@/lib/config/analysis/check';
import { ISTIO_GATEWAY, SERVICE } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { podsAnywhereWith } from '@/lib/config/analysis/pods';
import { istioGatewayOf, podSetOf, serviceOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, numberAt } from '@/lib/config/simulation/read/fields';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';

export const portNotOnService: Check = {
  code: 'PER0402',
  title: 'Gateway port is not on the Service',
  condition:
    'A server of a Gateway listens on a port that is neither a port nor a target port of the Services of the gateway workloads.',
  severity: 'warning',
  ist: ['IST0162'],
  kia: [],
  kinds: [ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const { selector, servers } = istioGatewayOf(object);
    const services = podsAnywhereWith(mesh, selector).flatMap((pod) => servicesOf(pod, mesh));
    if (services.length === 0) return;
    const ports = new Set(services.flatMap(portsOf));
    for (const [index, server] of servers.entries()) {
      if (server.port === 0 || ports.has(server.port)) continue;
      yield {
        path: ['spec', 'servers', index, 'port', 'number'],
        message: `Port ${server.port} is no port of ${[...new Set(services.map(({ id }) => id.name))].join(', ')}, which leads to the gateway's workloads (${[...ports].join(', ')}), so nobody reaches it. Add it there, or use one of those.`,
        related: services.map(({ id }) => ({ id, path: ['spec', 'ports'] })),
      };
    }
  },
};

function servicesOf(pod: StoredObject, mesh: MeshIndex): readonly StoredObject[] {
  const pods = podSetOf(pod);
  if (pods === null) return [];
  return mesh.ofKindIn(SERVICE, pods.namespace).filter((stored) => {
    const { endpoints } = serviceOf(stored, mesh.settings.clusterDomain);
    return endpoints.kind === 'selector' && labelsInclude(pods.labels, endpoints.labels);
  });
}

function portsOf(service: StoredObject): readonly number[] {
  return fieldsListAt(fieldsAt(service.value, 'spec'), 'ports')
    .flatMap((port) => [numberAt(port, 'port'), numberAt(port, 'targetPort')])
    .filter((port) => port !== null);
}
