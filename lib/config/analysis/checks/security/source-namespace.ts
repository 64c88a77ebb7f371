/** A caller's namespace that does not exist. */
import type { Check } from '@/lib/config/analysis/check';
import { AUTHORIZATION_POLICY } from '@/lib/config/analysis/kinds';
import { namespaceExists } from '@/lib/config/analysis/namespaces';
import { sourcesOf, valuesOf } from './policy-parts';

export const sourceNamespace: Check = {
  code: 'PER0701',
  title: 'Namespace of the caller does not exist',
  condition: 'A source of an AuthorizationPolicy names a namespace, without a wildcard, that does not exist.',
  severity: 'warning',
  ist: ['IST0101'],
  kia: ['KIA0101'],
  kinds: [AUTHORIZATION_POLICY],
  fix: null,
  *run(object, mesh) {
    for (const { text, path } of valuesOf(sourcesOf(object), ['namespaces', 'notNamespaces'])) {
      if (text === '' || text.includes('*') || namespaceExists(mesh, text) !== false) continue;
      yield { path, message: `There is no namespace ${text}, so nobody calls from there. Correct the name.` };
    }
  },
};
