/** An object that is shown to a namespace that does not exist. */
import type { Check } from '@/lib/config/analysis/check';
import { DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { namespaceExists } from '@/lib/config/analysis/namespaces';
import { fieldsAt, textsAt } from '@/lib/config/simulation/read/fields';

export const exportTo: Check = {
  code: 'PER0101',
  title: 'exportTo names no namespace',
  condition:
    'exportTo of a VirtualService, DestinationRule or ServiceEntry names a namespace that does not exist.',
  severity: 'error',
  ist: [],
  kia: ['KIA0005'],
  kinds: [VIRTUAL_SERVICE, DESTINATION_RULE, SERVICE_ENTRY],
  fix: null,
  *run(object, mesh) {
    const written = textsAt(fieldsAt(object.value, 'spec'), 'exportTo');
    for (const [index, name] of written.entries()) {
      if (name === '*' || name === '.' || name === '~' || namespaceExists(mesh, name) !== false) continue;
      yield {
        path: ['spec', 'exportTo', index],
        message: `There is no namespace ${name}, so nobody sees this there. Correct the name, or remove it.`,
      };
    }
  },
};
