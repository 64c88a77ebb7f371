/** A Secret that is there and holds no certificate. Values are never looked at, only which keys there are. */
import type { Check } from '@/lib/config/analysis/check';
import { ISTIO_GATEWAY } from '@/lib/config/analysis/kinds';
import { fieldsAt } from '@/lib/config/simulation/read/fields';
import { credentialsOf, workloadNamespaces } from './credentials';

export const credentialInvalid: Check = {
  code: 'PER0405',
  title: 'Secret holds no certificate',
  condition:
    'The Secret that a Gateway names has neither tls.crt and tls.key nor cert and key, as far as its keys are shown.',
  severity: 'error',
  ist: ['IST0161'],
  kia: [],
  kinds: [ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const credentials = credentialsOf(object);
    if (credentials.length === 0) return;
    for (const namespace of workloadNamespaces(object, mesh)) {
      for (const { name, path } of credentials) {
        const secret = mesh.object({ group: '', kind: 'Secret', namespace, name });
        if (secret === null) continue;
        const keys = new Set([
          ...Object.keys(fieldsAt(secret.value, 'data')),
          ...Object.keys(fieldsAt(secret.value, 'stringData')),
        ]);
        const hasPair = (keys.has('tls.crt') && keys.has('tls.key')) || (keys.has('cert') && keys.has('key'));
        if (keys.size === 0 || hasPair) continue;
        yield {
          path,
          message: `Secret ${name} in ${namespace} has ${[...keys].sort().join(', ')} but no tls.crt with tls.key, so this server has no certificate. Write them into it.`,
          related: [{ id: secret.id, path: [] }],
        };
      }
    }
  },
};
