/** Definitions left over from releases whose kinds Istio no longer reads. */
import type { Check } from '@/lib/config/analysis/check';
import { CUSTOM_RESOURCE_DEFINITION } from '@/lib/config/analysis/kinds';
import { fieldsAt, textAt } from '@/lib/config/simulation/read/fields';

/** What took the place of each group. */
const REMOVED: Readonly<Record<string, string>> = {
  'rbac.istio.io': 'AuthorizationPolicy of security.istio.io',
  'authentication.istio.io': 'PeerAuthentication and RequestAuthentication of security.istio.io',
  'config.istio.io': 'Telemetry of telemetry.istio.io',
};

export const removedKind: Check = {
  code: 'PER1206',
  title: 'Definition of a kind that Istio removed',
  condition:
    'A definition of the groups rbac, authentication or config of istio.io is installed: Istio no longer reads its objects, so what they say does not hold.',
  severity: 'warning',
  ist: ['IST0002'],
  kia: [],
  kinds: [CUSTOM_RESOURCE_DEFINITION],
  fix: null,
  *run(object) {
    const spec = fieldsAt(object.value, 'spec');
    const group = textAt(spec, 'group') ?? '';
    const instead = REMOVED[group];
    if (instead === undefined) return;
    const kind = textAt(fieldsAt(spec, 'names'), 'kind') ?? object.id.name;
    yield {
      path: ['spec', 'group'],
      message: `Istio no longer reads ${kind} of ${group}. Say it with ${instead}, then delete the definition.`,
    };
  },
};
