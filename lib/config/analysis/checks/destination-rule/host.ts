/** A rule for a host that nobody knows. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { unknownHost, unknownHostDraft } from '@/lib/config/analysis/host-reason';
import { fullHost } from '@/lib/config/analysis/hosts';
import { DESTINATION_RULE } from '@/lib/config/analysis/kinds';
import { destinationRuleOf } from '@/lib/config/analysis/readings';

export const destinationRuleHost: Check = {
  code: 'PER0301',
  title: 'Host of the rule does not exist',
  condition:
    'The host of a DestinationRule, unless it is a wildcard, is neither a Service nor declared by a ServiceEntry, and no VirtualService has it as host.',
  severity: 'error',
  ist: ['IST0174'],
  kia: ['KIA0202'],
  kinds: [DESTINATION_RULE],
  fix: 'Writes the full name of the service that was probably meant.',
  *run(object, mesh) {
    const { host, namespace } = destinationRuleOf(object);
    if (host.startsWith('*')) return;
    const unknown = unknownHost(mesh, host, namespace);
    if (unknown === null) return;
    // Hosts that only a VirtualService makes up have no endpoints, yet their rule is meant.
    if (mesh.count(facet.virtualServiceHost(fullHost(mesh, host, namespace))) > 0) return;
    yield unknownHostDraft(mesh, unknown, ['spec', 'host']);
  },
};
