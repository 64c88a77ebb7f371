/**
 * Whether the pods of a workload are part of the mesh: told by the pods themselves where they are known, else by
 * what decides at their creation.
 */
import { actualProxy } from '@/lib/config/injection/actual';
import { isControlPlane, plannedProxy } from '@/lib/config/injection/plan';
import { podPlan } from '@/lib/config/injection/pod-plan';
import type { InjectionWebhook } from '@/lib/config/injection/webhooks';
import type { Fields } from '@/lib/config/simulation/read/fields';
import type { Labels } from '@/lib/inventory/canonical-names';

export interface MeshMembership {
  /** No proxy of its own and not in ambient mode; null = cannot be told. */
  readonly outOfMesh: boolean | null;
  /** ztunnel carries its traffic; null = cannot be told. */
  readonly ambient: boolean | null;
}

export const UNKNOWN_MEMBERSHIP: MeshMembership = { outOfMesh: null, ambient: null };

/**
 * What the pods will be by their template. `namespaceLabels` null = the namespace is not in the store, so that its rule
 * is not known.
 */
export function plannedMembership(
  namespace: string,
  namespaceLabels: Labels | null,
  template: Fields,
  webhooks: readonly InjectionWebhook[],
): MeshMembership {
  const plan = podPlan(namespace, namespaceLabels, template);
  // istiod and the node agents make the mesh; they are neither in it nor missing from it.
  if (isControlPlane(plan.labels)) return UNKNOWN_MEMBERSHIP;
  const { kind } = plannedProxy(plan, webhooks);
  if (kind === 'unknown') return UNKNOWN_MEMBERSHIP;
  return { outOfMesh: kind === 'none', ambient: kind === 'ambient' };
}

/** What running pods are. Several that differ (a rollout on its way) count as outside as soon as one is. */
export function observedMembership(pods: readonly Fields[]): MeshMembership {
  const memberships = pods.map((pod) => {
    const { kind } = actualProxy(pod);
    return { outOfMesh: kind === 'none', ambient: kind === 'ambient' };
  });
  return {
    outOfMesh: memberships.some(({ outOfMesh }) => outOfMesh),
    ambient: memberships.some(({ ambient }) => ambient),
  };
}
