/** The account that machines of a group run under. */
import type { Check } from '@/lib/config/analysis/check';
import { WORKLOAD_GROUP } from '@/lib/config/analysis/kinds';
import { accountExists } from '@/lib/config/analysis/service-accounts';
import { fieldsAt, textAt } from '@/lib/config/simulation/read/fields';

export const groupAccount: Check = {
  code: 'PER0504',
  title: 'ServiceAccount of the group does not exist',
  condition:
    'template.serviceAccount of a WorkloadGroup names a ServiceAccount that is not in its namespace.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1701'],
  kinds: [WORKLOAD_GROUP],
  fix: null,
  *run(object, mesh) {
    const account = textAt(fieldsAt(fieldsAt(object.value, 'spec'), 'template'), 'serviceAccount');
    const namespace = object.id.namespace ?? '';
    if (account === null || account === '' || accountExists(mesh, namespace, account) !== false) return;
    yield {
      path: ['spec', 'template', 'serviceAccount'],
      message: `There is no ServiceAccount ${account} in ${namespace}, so its machines get no identity. Create it.`,
    };
  },
};
