/** Rules about who calls, where callers prove nothing. */
import type { Check } from '@/lib/config/analysis/check';
import { AUTHORIZATION_POLICY } from '@/lib/config/analysis/kinds';
import { serverPolicy } from '@/lib/config/analysis/mtls';
import { selectorOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { conditionsOf, sourcesOf, valuesOf } from './policy-parts';

const BY_IDENTITY = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
];
const KEYS = new Set([
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'source.trustDomain',
  'connection.sni',
]);

export const needsMtls: Check = {
  code: 'PER0704',
  title: 'Rule needs mTLS, which is off',
  condition:
    'An AuthorizationPolicy asks for principals, namespaces, source.* or connection.sni, which only mTLS tells, while mTLS is disabled for its workloads, or not required and not automatic.',
  severity: 'error',
  ist: [],
  kia: ['KIA0105'],
  kinds: [AUTHORIZATION_POLICY],
  fix: null,
  *run(object, mesh) {
    const used = [
      ...valuesOf(sourcesOf(object), BY_IDENTITY),
      ...conditionsOf(object).filter(({ text }) => KEYS.has(text)),
    ];
    const [first] = used;
    if (first === undefined) return;
    const { mode, by } = serverPolicy(mesh, object.id.namespace ?? '', selectorOf(object)?.labels ?? null);
    if (mode === 'STRICT' || (mode === 'PERMISSIVE' && mesh.settings.enableAutoMtls)) return;
    yield {
      path: first.path.slice(0, typeof first.path.at(-1) === 'number' ? -1 : undefined),
      message: `This is known of a caller only with mTLS, which ${by === null ? 'nothing asks for here' : `${objectName(by.id)} ${mode === 'DISABLE' ? 'disables' : 'does not require'}`}. Require mTLS with a PeerAuthentication, or rule by something else.`,
      related: by === null ? [] : [{ id: by.id, path: ['spec', 'mtls', 'mode'] }],
    };
  },
};
