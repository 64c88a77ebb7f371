/** Callers by identity: does it exist, and is its trust domain that of the mesh. */
import type { Check } from '@/lib/config/analysis/check';
import { AUTHORIZATION_POLICY } from '@/lib/config/analysis/kinds';
import { accountExists } from '@/lib/config/analysis/service-accounts';
import type { StoredObject } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import { sourcesOf, valuesOf } from './policy-parts';

interface Principal {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly account: string;
  readonly path: ObjectPath;
}

/** Principals written in full; those with wildcards may mean anybody. */
function principals(object: StoredObject): readonly Principal[] {
  return valuesOf(sourcesOf(object), ['principals', 'notPrincipals']).flatMap(({ text, path }) => {
    const parts = /^(?:spiffe:\/\/)?([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(text);
    if (parts === null) return [];
    const [, trustDomain = '', namespace = '', account = ''] = parts;
    return [{ trustDomain, namespace, account, path }];
  });
}

export const principalAccount: Check = {
  code: 'PER0705',
  title: 'ServiceAccount of the caller does not exist',
  condition:
    'A principal of an AuthorizationPolicy, written in full, names a ServiceAccount that does not exist.',
  severity: 'error',
  ist: [],
  kia: ['KIA0106'],
  kinds: [AUTHORIZATION_POLICY],
  fix: null,
  *run(object, mesh) {
    const { trustDomain: own } = mesh.settings;
    for (const { trustDomain, namespace, account, path } of principals(object)) {
      if (trustDomain !== own && trustDomain !== 'cluster.local') continue;
      if (accountExists(mesh, namespace, account) !== false) continue;
      yield {
        path,
        message: `No workload runs as ${account} in ${namespace}, and there is no such ServiceAccount: nobody calls as this. Correct the name.`,
      };
    }
  },
};

export const principalTrustDomain: Check = {
  code: 'PER0706',
  title: 'Trust domain is not known',
  condition:
    'A principal of an AuthorizationPolicy, written in full, belongs to a trust domain that is neither that of the mesh nor one of its aliases.',
  severity: 'warning',
  ist: [],
  kia: ['KIA0108'],
  kinds: [AUTHORIZATION_POLICY],
  fix: null,
  *run(object, mesh) {
    const { trustDomain: own, trustDomainAliases } = mesh.settings;
    const known = new Set([own, 'cluster.local', ...trustDomainAliases]);
    for (const { trustDomain, path } of principals(object)) {
      if (known.has(trustDomain)) continue;
      yield {
        path,
        message: `${trustDomain} is no trust domain of this mesh (${[...known].join(', ')}). Correct it, or add it to trustDomainAliases.`,
      };
    }
  },
};
