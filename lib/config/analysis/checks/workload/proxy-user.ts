/** The user of the proxy, given to an application: its traffic goes past the proxy. */
import type { Check } from '@/lib/config/analysis/check';
import { WORKLOAD_KINDS } from '@/lib/config/analysis/kinds';
import { fieldsAt, numberAt } from '@/lib/config/simulation/read/fields';
import { containersOf, podTemplate } from './containers';

const PROXY_USER = 1337;

export const proxyUser: Check = {
  code: 'PER0605',
  title: 'Application runs as the user of the proxy',
  condition:
    'A pod, or a container that is not the proxy, runs as user 1337, whose traffic is not redirected.',
  severity: 'warning',
  ist: ['IST0144'],
  kia: [],
  kinds: [...WORKLOAD_KINDS],
  fix: null,
  *run(object) {
    const template = podTemplate(object);
    const holders = [
      { fields: template.spec, path: template.specPath },
      ...containersOf(template).filter(({ name }) => name !== 'istio-proxy' && name !== 'istio-init'),
    ];
    for (const { fields, path } of holders) {
      if (numberAt(fieldsAt(fields, 'securityContext'), 'runAsUser') !== PROXY_USER) continue;
      yield {
        path: [...path, 'securityContext', 'runAsUser'],
        message:
          '1337 is the user of the proxy: requests of a process with it go past the proxy. Choose another user.',
      };
    }
  },
};
