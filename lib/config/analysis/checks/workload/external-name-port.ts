/** Ports of a name for the outside. */
import type { Check } from '@/lib/config/analysis/check';
import { SERVICE } from '@/lib/config/analysis/kinds';
import { fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import { namedProtocol } from './protocols';

export const externalNamePort: Check = {
  code: 'PER0607',
  title: 'ExternalName port is taken as TCP',
  condition:
    'A port of a Service of type ExternalName names no protocol, or tcp: it catches what goes to other services on that port.',
  severity: 'warning',
  ist: ['IST0150'],
  kia: [],
  kinds: [SERVICE],
  fix: null,
  *run(object) {
    const spec = fieldsAt(object.value, 'spec');
    if (textAt(spec, 'type') !== 'ExternalName') return;
    for (const [index, port] of fieldsListAt(spec, 'ports').entries()) {
      if (textAt(port, 'appProtocol') !== null) continue;
      const protocol = namedProtocol(textAt(port, 'name') ?? '');
      if (protocol !== null && protocol !== 'tcp') continue;
      yield {
        path: ['spec', 'ports', index],
        message: `Port ${numberAt(port, 'port')} of a service of type ExternalName is taken as TCP, so the proxy may send it what other services on that port should get. Name it after its protocol, such as https-${object.id.name}.`,
      };
    }
  },
};
