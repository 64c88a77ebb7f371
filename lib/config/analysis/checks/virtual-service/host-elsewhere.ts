/** A VirtualService for a short name in another namespace than the service: it rules nothing. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { fullHost, lookUpHost } from '@/lib/config/analysis/hosts';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceOf } from '@/lib/config/analysis/readings';

export const hostElsewhere: Check = {
  code: 'PER0220',
  title: 'Host means another namespace',
  condition:
    'A VirtualService for sidecars has a short host that is no service of its own namespace, while a service of that name exists in another one.',
  severity: 'warning',
  ist: [],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Writes the full name where only one service has the name.',
  *run(object, mesh) {
    const { hosts, gateways, namespace } = virtualServiceOf(object);
    if (!mesh.known.services || (gateways.length > 0 && !gateways.includes('mesh'))) return;
    for (const [index, written] of hosts.entries()) {
      if (written.includes('.') || written.includes('*') || written === '') continue;
      const host = fullHost(mesh, written, namespace);
      if (lookUpHost(mesh, host, namespace).kind !== 'missing') continue;
      const services = mesh.under(facet.serviceNamed(written));
      const [only, ...more] = services;
      if (only === undefined) continue;
      const full = `${only.id.name}.${only.id.namespace}.svc.${mesh.settings.clusterDomain}`;
      const path = ['spec', 'hosts', index];
      yield {
        path,
        message: `${written} means ${host} here, which does not exist; the service is in ${services.map(({ id }) => id.namespace).join(', ')}. Write its full name${more.length === 0 ? `, ${full}` : ''}.`,
        related: services.map(({ id }) => ({ id, path: [] })),
        fix:
          more.length > 0
            ? null
            : { label: `Write ${full}`, steps: [{ kind: 'replace', path, value: full }] },
      };
    }
  },
};
