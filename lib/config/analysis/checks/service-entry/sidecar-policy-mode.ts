/** A policy for traffic to the outside that does not say which. */
import type { Check } from '@/lib/config/analysis/check';
import { SIDECAR } from '@/lib/config/analysis/kinds';
import { fieldsAt, optionalFieldsAt, textAt } from '@/lib/config/simulation/read/fields';

export const sidecarPolicyMode: Check = {
  code: 'PER0508',
  title: 'outboundTrafficPolicy without a mode',
  condition:
    'A Sidecar has outboundTrafficPolicy without mode, which means REGISTRY_ONLY and reads like the default.',
  severity: 'info',
  ist: [],
  kia: ['KIA1007'],
  kinds: [SIDECAR],
  fix: 'Writes the mode that it means.',
  *run(object) {
    const path = ['spec', 'outboundTrafficPolicy'];
    const policy = optionalFieldsAt(fieldsAt(object.value, 'spec'), 'outboundTrafficPolicy');
    if (policy === null || (textAt(policy, 'mode') ?? '') !== '') return;
    yield {
      path,
      message:
        'Without a mode this means REGISTRY_ONLY: requests to hosts that are not declared are refused. Write the mode.',
      fix: {
        label: 'Write mode: REGISTRY_ONLY',
        steps:
          Object.keys(policy).length === 0
            ? [{ kind: 'replace', path, value: '{mode: REGISTRY_ONLY}' }]
            : [{ kind: 'add', path, key: 'mode', value: 'REGISTRY_ONLY' }],
      },
    };
  },
};
