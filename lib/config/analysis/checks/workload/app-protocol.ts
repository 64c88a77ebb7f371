/** An appProtocol that Istio does not know counts for nothing. */
import type { Check } from '@/lib/config/analysis/check';
import { SERVICE } from '@/lib/config/analysis/kinds';
import { nearestName } from '@/lib/config/check/nearest-name';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/config/simulation/read/fields';
import { isAppProtocol, PROTOCOL_NAMES } from './protocols';

export const appProtocol: Check = {
  code: 'PER0602',
  title: 'appProtocol is not known',
  condition:
    "appProtocol of a port of a Service is no protocol that Istio knows; names with a domain of one's own are left alone.",
  severity: 'error',
  ist: [],
  kia: ['KIA0602'],
  kinds: [SERVICE],
  fix: 'Writes the protocol with the most similar name.',
  *run(object) {
    for (const [index, port] of fieldsListAt(fieldsAt(object.value, 'spec'), 'ports').entries()) {
      const written = textAt(port, 'appProtocol');
      if (written === null || isAppProtocol(written)) continue;
      if (written.includes('/') && !written.startsWith('kubernetes.io/')) continue;
      const near = nearestName(written.toLowerCase(), PROTOCOL_NAMES);
      const path = ['spec', 'ports', index, 'appProtocol'];
      yield {
        path,
        message: `Istio knows no protocol ${written}; the port is taken as plain TCP. ${near === null ? `Known are ${PROTOCOL_NAMES.join(', ')}.` : `Did you mean ${near}?`}`,
        fix:
          near === null ? null : { label: `Write ${near}`, steps: [{ kind: 'replace', path, value: near }] },
      };
    }
  },
};
