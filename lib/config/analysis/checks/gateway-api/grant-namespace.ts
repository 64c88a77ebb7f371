/** A grant for a namespace that does not exist. */
import type { Check } from '@/lib/config/analysis/check';
import { REFERENCE_GRANT } from '@/lib/config/analysis/kinds';
import { namespaceExists } from '@/lib/config/analysis/namespaces';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';

export const grantNamespace: Check = {
  code: 'PER1007',
  title: 'Namespace of the grant does not exist',
  condition: 'from of a ReferenceGrant names a namespace that does not exist.',
  severity: 'error',
  ist: [],
  kia: ['KIA1601'],
  kinds: [REFERENCE_GRANT],
  fix: null,
  *run(object, mesh) {
    for (const [index, from] of fieldsListAt(fieldsAt(object.value, 'spec'), 'from').entries()) {
      const name = textAt(from, 'namespace');
      if (name === null || namespaceExists(mesh, name) !== false) continue;
      yield {
        path: ['spec', 'from', index, 'namespace'],
        message: `There is no namespace ${name}, so nothing is granted. Correct the name.`,
      };
    }
  },
};
