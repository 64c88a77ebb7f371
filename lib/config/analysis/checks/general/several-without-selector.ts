/** Only the oldest object without a selector counts in a namespace. */
import type { Check } from '@/lib/config/analysis/check';
import { kindOf } from '@/lib/config/analysis/facets';
import { PEER_AUTHENTICATION, SIDECAR, TELEMETRY } from '@/lib/config/analysis/kinds';
import { selectorOf } from '@/lib/config/analysis/readings';
import { hasTargets } from '@/lib/config/analysis/targets';
import { objectName } from '@/lib/config/identity';

export const severalWithoutSelector: Check = {
  code: 'PER0102',
  title: 'Several objects for a whole namespace',
  condition:
    'More than one Sidecar, PeerAuthentication or Telemetry of a namespace has no selector; only the oldest counts.',
  severity: 'error',
  ist: ['IST0111', 'IST0160'],
  kia: ['KIA0002'],
  kinds: [SIDECAR, PEER_AUTHENTICATION, TELEMETRY],
  fix: null,
  *run(object, mesh) {
    if (selectorOf(object) !== null || hasTargets(object)) return;
    const others = mesh
      .ofKindIn(kindOf(object.id), object.id.namespace ?? '')
      .filter((other) => other !== object && selectorOf(other) === null && !hasTargets(other));
    if (others.length === 0) return;
    yield {
      path: ['metadata', 'name'],
      message: `${others.map(({ id }) => objectName(id)).join(', ')} ${others.length > 1 ? 'have' : 'has'} no selector either; only the oldest counts for the namespace. Put them into one, or give the others a selector.`,
      related: others.map(({ id }) => ({ id, path: [] })),
    };
  },
};
