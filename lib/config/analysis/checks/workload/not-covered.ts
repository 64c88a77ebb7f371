/** A workload that policies of its namespace forgot. */
import type { Check } from '@/lib/config/analysis/check';
import { AUTHORIZATION_POLICY, WORKLOAD_KINDS } from '@/lib/config/analysis/kinds';
import { podSetOf, selectorOf } from '@/lib/config/analysis/readings';
import { hasTargets } from '@/lib/config/analysis/targets';
import { labelsInclude } from '@/lib/config/simulation/source-filter';

export const notCovered: Check = {
  code: 'PER0614',
  title: 'No AuthorizationPolicy covers the workload',
  condition:
    'The namespace of a workload has AuthorizationPolicies, and neither one of them nor one of the root namespace applies to it.',
  severity: 'info',
  ist: [],
  kia: ['KIA1301'],
  kinds: WORKLOAD_KINDS.filter((kind) => kind !== '/Pod'),
  fix: null,
  isOff: true,
  *run(object, mesh) {
    const pods = podSetOf(object);
    if (pods === null) return;
    const own = mesh.ofKindIn(AUTHORIZATION_POLICY, pods.namespace);
    if (own.length === 0) return;
    const all = [...own, ...mesh.ofKindIn(AUTHORIZATION_POLICY, mesh.settings.rootNamespace)];
    const isCovered = all.some((policy) => {
      const selector = selectorOf(policy);
      return hasTargets(policy) || selector === null || labelsInclude(pods.labels, selector.labels);
    });
    if (isCovered) return;
    yield {
      path: ['metadata', 'name'],
      message: `Policies of ${pods.namespace} rule other workloads, but none applies to this one: everybody may call it. Add one for it.`,
    };
  },
};
