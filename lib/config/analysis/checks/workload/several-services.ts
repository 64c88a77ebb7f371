/** A workload behind several services that disagree. */
import type { Check } from '@/lib/config/analysis/check';
import type { Draft } from '@/lib/config/analysis/finding';
import { SERVICE, WORKLOAD_KINDS } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { podSetOf, serviceOf } from '@/lib/config/analysis/readings';
import { fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { servicePortProtocol } from '@/lib/config/simulation/read/service';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';

interface Taken {
  readonly service: StoredObject;
  readonly port: number;
  readonly target: string;
  readonly protocol: string;
}

export const severalServices: Check = {
  code: 'PER0604',
  title: 'Services of a workload disagree',
  condition:
    'A workload stands behind several Services that have the same port with different protocols, or the same target port behind different ports.',
  severity: 'warning',
  ist: ['IST0116', 'IST0137'],
  kia: [],
  kinds: WORKLOAD_KINDS.filter((kind) => kind !== '/Pod'),
  fix: null,
  *run(object, mesh) {
    const taken = portsOf(object, mesh);
    yield* disagreement(
      taken,
      ({ port }) => String(port),
      ({ protocol }) => protocol,
      'port',
      'protocols',
    );
    yield* disagreement(
      taken,
      ({ target }) => target,
      ({ port }) => String(port),
      'target port',
      'ports',
    );
  },
};

function portsOf(object: StoredObject, mesh: MeshIndex): readonly Taken[] {
  const pods = podSetOf(object);
  if (pods === null || Object.keys(pods.labels).length === 0) return [];
  return mesh.ofKindIn(SERVICE, pods.namespace).flatMap((service) => {
    const { endpoints } = serviceOf(service, mesh.settings.clusterDomain);
    if (endpoints.kind !== 'selector' || !labelsInclude(pods.labels, endpoints.labels)) return [];
    return fieldsListAt(fieldsAt(service.value, 'spec'), 'ports').map((port) => {
      const number = numberAt(port, 'port') ?? 0;
      const named = servicePortProtocol(port);
      return {
        service,
        port: number,
        target: String(port.targetPort ?? number),
        protocol: `${named} over ${textAt(port, 'protocol') ?? 'TCP'}`,
      };
    });
  });
}

function* disagreement(
  taken: readonly Taken[],
  same: (entry: Taken) => string,
  differs: (entry: Taken) => string,
  what: string,
  differing: string,
): Generator<Draft> {
  for (const [key, group] of Map.groupBy(taken, same)) {
    const services = [...new Set(group.map(({ service }) => service))];
    const values = [...new Set(group.map(differs))];
    if (services.length < 2 || values.length < 2) continue;
    yield {
      path: ['metadata', 'name'],
      message: `${services.map(({ id }) => id.name).join(' and ')} both lead here by ${what} ${key}, with different ${differing} (${values.join(', ')}); the proxy can follow only one. Make them the same.`,
      related: services.map(({ id }) => ({ id, path: ['spec', 'ports'] })),
    };
  }
}
