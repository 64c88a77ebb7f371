/** A certificate that the gateway does not find. */
import type { Check } from '@/lib/config/analysis/check';
import { facet } from '@/lib/config/analysis/facets';
import { ISTIO_GATEWAY, SECRET } from '@/lib/config/analysis/kinds';
import { credentialsOf, workloadNamespaces } from './credentials';

export const credentialMissing: Check = {
  code: 'PER0404',
  title: 'Secret of the certificate does not exist',
  condition:
    'credentialName of a Gateway names a Secret that is not in the namespace of the gateway workloads.',
  severity: 'error',
  ist: ['IST0101'],
  kia: [],
  kinds: [ISTIO_GATEWAY],
  fix: null,
  *run(object, mesh) {
    const credentials = credentialsOf(object);
    if (credentials.length === 0 || !mesh.known.secrets) return;
    for (const namespace of workloadNamespaces(object, mesh)) {
      // A namespace without any Secret among the objects is one whose Secrets are not shown.
      if (mesh.count(facet.kindIn(SECRET, namespace)) === 0) continue;
      for (const { name, path } of credentials) {
        const id = { group: '', kind: 'Secret', namespace, name };
        if (mesh.object(id) !== null) continue;
        yield {
          path,
          message: `There is no Secret ${name} in ${namespace}, where the gateway's workloads run, so this server has no certificate. Create it there.`,
        };
      }
    }
  },
};
