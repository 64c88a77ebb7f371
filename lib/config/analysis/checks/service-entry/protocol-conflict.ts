/** One port of a host with two protocols. */
import type { Check } from '@/lib/config/analysis/check';
import { SERVICE_ENTRY } from '@/lib/config/analysis/kinds';
import { objectName } from '@/lib/config/identity';
import { entryPairs } from './entry-pairs';

export const protocolConflict: Check = {
  code: 'PER0503',
  title: 'ServiceEntries disagree on the protocol',
  condition:
    'Two ServiceEntries that a common namespace sees declare one port of one host with different protocols.',
  severity: 'warning',
  ist: ['IST0177'],
  kia: ['KIA1212'],
  kinds: [SERVICE_ENTRY],
  fix: null,
  *run(object, mesh) {
    for (const { other, host, own, theirs } of entryPairs(object, mesh)) {
      if (own.protocol === theirs.protocol) continue;
      yield {
        path: ['spec', 'ports', own.index],
        message: `Port ${own.number} of ${host} is ${own.protocol || 'without a protocol'} here and ${theirs.protocol || 'without one'} in ${objectName(other.id)}; only one of them counts. Write the same in both.`,
        related: [{ id: other.id, path: ['spec', 'ports', theirs.index] }],
      };
    }
  },
};
