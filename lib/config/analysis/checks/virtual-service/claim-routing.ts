/** Routing by claims of a token that nothing validates. */
import type { Check } from '@/lib/config/analysis/check';
import { REQUEST_AUTHENTICATION, VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import type { MeshIndex } from '@/lib/config/analysis/mesh-index';
import { podsAnywhereWith } from '@/lib/config/analysis/pods';
import { istioGatewayOf, podSetOf, selectorOf, virtualServiceOf } from '@/lib/config/analysis/readings';
import { objectName } from '@/lib/config/identity';
import { fieldsAt } from '@/lib/config/simulation/read/fields';
import { gatewayName, labelsInclude } from '@/lib/config/simulation/source-filter';
import type { StoredObject } from '@/lib/config/store';
import { writtenRoutes } from './written-routes';

export const claimRouting: Check = {
  code: 'PER0216',
  title: 'Routing by claims without validation',
  condition:
    'A match uses @request.auth.claims, and no RequestAuthentication applies to the workloads of the gateway.',
  severity: 'error',
  ist: ['IST0149'],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object, mesh) {
    const place = claimMatch(object);
    if (place === null) return;
    const { gateways, namespace: own } = virtualServiceOf(object);
    for (const written of gateways) {
      const [namespace = '', name = ''] = gatewayName(written, own).split('/');
      const id = { group: 'networking.istio.io', kind: 'Gateway', namespace, name };
      const gateway = mesh.object(id);
      if (gateway === null) continue;
      const pods = podsAnywhereWith(mesh, istioGatewayOf(gateway).selector);
      if (pods.length === 0 || pods.some((pod) => isValidated(pod, mesh))) continue;
      yield {
        path: place,
        message: `No RequestAuthentication applies to the workloads of ${objectName(id)}, so there are no claims and this never matches. Add one for them.`,
        related: [{ id, path: ['spec', 'selector'] }],
      };
    }
  },
};

function claimMatch(object: StoredObject): readonly (string | number)[] | null {
  for (const { matches, path, key } of writtenRoutes(object)) {
    if (key !== 'http') continue;
    for (const [index, match] of matches.entries()) {
      for (const field of ['headers', 'withoutHeaders']) {
        const name = Object.keys(fieldsAt(match, field)).find((header) =>
          header.startsWith('@request.auth.claims'),
        );
        if (name !== undefined) return [...path, 'match', index, field, name];
      }
    }
  }
  return null;
}

function isValidated(pod: StoredObject, mesh: MeshIndex): boolean {
  const pods = podSetOf(pod);
  if (pods === null) return false;
  return [pods.namespace, mesh.settings.rootNamespace].some((namespace) =>
    mesh.ofKindIn(REQUEST_AUTHENTICATION, namespace).some((policy) => {
      const selector = selectorOf(policy);
      return selector === null || labelsInclude(pods.labels, selector.labels);
    }),
  );
}
