/** The old way to name a gateway, as if it were a host. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { gatewayName } from '@/lib/config/simulation/source-filter';
import { namedGateways } from './named-gateways';

export const gatewayNaming: Check = {
  code: 'PER0204',
  title: 'Gateway is named in the old way',
  condition: 'A VirtualService names a gateway by a name with dots instead of as namespace/name.',
  severity: 'info',
  ist: [],
  kia: ['KIA1108'],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Writes namespace/name.',
  *run(object) {
    for (const { written, path } of namedGateways(object)) {
      if (written.includes('/') || !written.includes('.')) continue;
      const value = gatewayName(written, object.id.namespace ?? '');
      yield {
        path,
        message: `${written} is the old way to name a gateway; write ${value}.`,
        fix: { label: `Write ${value}`, steps: [{ kind: 'replace', path, value }] },
      };
    }
  },
};
