/** A host and port that several entries declare. */
import type { Check } from '@/lib/config/analysis/check';
import { SERVICE_ENTRY } from '@/lib/config/analysis/kinds';
import { objectName } from '@/lib/config/identity';
import { entryPairs } from './entry-pairs';

export const hostRepeated: Check = {
  code: 'PER0502',
  title: 'Host and port in several ServiceEntries',
  condition: 'Two ServiceEntries that a common namespace sees declare the same host with the same port.',
  severity: 'warning',
  ist: [],
  kia: ['KIA1211'],
  kinds: [SERVICE_ENTRY],
  fix: null,
  *run(object, mesh) {
    for (const { other, host, hostPath, own } of entryPairs(object, mesh)) {
      yield {
        path: hostPath,
        message: `${objectName(other.id)} declares ${host} with port ${own.number} too: their endpoints are put together and only the older one's other settings count. Put them into one.`,
        related: [{ id: other.id, path: ['spec', 'hosts'] }],
      };
    }
  },
};
