/** A gateway that is named and does not exist: the routes are never put to use there. */
import type { Check } from '@/lib/config/analysis/check';
import { ISTIO_GATEWAY, VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { gatewayName } from '@/lib/config/simulation/source-filter';
import { isInternalGateway, namedGateways } from './named-gateways';

export const gatewayMissing: Check = {
  code: 'PER0202',
  title: 'Gateway does not exist',
  condition: 'A VirtualService names a Gateway, at its top or in a match, that does not exist.',
  severity: 'error',
  // istioctl finds the hosts in no Gateway as well.
  ist: ['IST0101', 'IST0132'],
  kia: ['KIA1102'],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Names the Gateway of that name in another namespace.',
  *run(object, mesh) {
    if (!mesh.known.gateways) return;
    for (const { written, path } of namedGateways(object)) {
      if (written === 'mesh' || isInternalGateway(written)) continue;
      const [namespace = '', name = ''] = gatewayName(written, object.id.namespace ?? '').split('/');
      const id = { group: 'networking.istio.io', kind: 'Gateway', namespace, name };
      if (mesh.object(id) !== null) continue;
      const other = mesh.ofKind(ISTIO_GATEWAY).find((gateway) => gateway.id.name === name)?.id;
      const meant = other === undefined ? null : `${other.namespace}/${other.name}`;
      yield {
        path,
        message:
          meant === null
            ? `There is no Gateway ${name} in ${namespace}. Create it, or name another.`
            : `There is no Gateway ${name} in ${namespace}; did you mean ${meant}?`,
        fix:
          meant === null
            ? null
            : { label: `Write ${meant}`, steps: [{ kind: 'replace', path, value: meant }] },
      };
    }
  },
};
