/** A destination that is no service: requests get 503 (NC), whatever the mesh lets through otherwise. */
import type { Check } from '@/lib/config/analysis/check';
import { unknownHost, unknownHostDraft } from '@/lib/config/analysis/host-reason';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceDestinations } from '@/lib/config/analysis/readings';

export const destinationHost: Check = {
  code: 'PER0201',
  title: 'Destination does not exist',
  condition:
    'A route or mirror of a VirtualService names a host that is neither a Service nor declared by a ServiceEntry, or one that is not shown to its namespace. A warning only where the mesh lets requests out to any host.',
  severity: 'error',
  ist: ['IST0101'],
  kia: ['KIA1101'],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Writes the full name of the service that was probably meant.',
  *run(object, mesh) {
    for (const { destination, path } of virtualServiceDestinations(object)) {
      const unknown = unknownHost(mesh, destination.host, object.id.namespace ?? '');
      if (unknown !== null) yield unknownHostDraft(mesh, unknown, [...path, 'host']);
    }
  },
};
