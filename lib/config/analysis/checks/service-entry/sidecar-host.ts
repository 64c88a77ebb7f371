/** A Sidecar that lets its pods see a host that nobody knows. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { clusterName, lookUpHost } from '@/lib/config/analysis/hosts';
import { SIDECAR } from '@/lib/config/analysis/kinds';
import { fieldsAt, fieldsListAt, textsAt } from '@/lib/config/simulation/read/fields';

export const sidecarHost: Check = {
  code: 'PER0506',
  title: 'Host of the Sidecar does not exist',
  condition: 'An egress host of a Sidecar, without a wildcard, is no service and no host of a ServiceEntry.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1004'],
  kinds: [SIDECAR],
  fix: null,
  *run(object, mesh) {
    if (!mesh.known.services) return;
    const namespace = object.id.namespace ?? '';
    for (const [at, egress] of fieldsListAt(fieldsAt(object.value, 'spec'), 'egress').entries()) {
      for (const [index, written] of textsAt(egress, 'hosts').entries()) {
        const [scope, host] = written.split('/');
        if (host === undefined || scope === undefined || scope === '~' || host.includes('*')) continue;
        const full = host.toLowerCase();
        if (lookUpHost(mesh, full, namespace).kind !== 'missing') continue;
        if (mesh.count(facet.virtualServiceHost(full)) > 0) continue;
        const isShort = !full.includes('.');
        yield {
          path: ['spec', 'egress', at, 'hosts', index],
          message: isShort
            ? `${host} is a short name, which is not completed here. Write ${scope}/${host}.${scope === '.' || scope === '*' ? namespace : scope}.svc.${mesh.settings.clusterDomain}.`
            : `${host} does not exist among the services and ServiceEntries${clusterName(mesh, full) === null ? '. Declare it, or remove it' : '. Correct the name'}.`,
        };
      }
    }
  },
};
