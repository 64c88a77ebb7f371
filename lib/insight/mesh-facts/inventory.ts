/** The workloads of the inventory, with what configuration tells of their part in the mesh. */
import { type InjectionWebhook, injectionWebhooks } from '@/lib/config/injection/webhooks';
import type { StoredObject } from '@/lib/config/store';
import type { Labels } from '@/lib/inventory/canonical-names';
import { type InventoryWorkload, workloadSteps } from '@/lib/inventory/workloads';
import {
  type MeshMembership,
  observedMembership,
  plannedMembership,
  UNKNOWN_MEMBERSHIP,
} from './mesh-membership';

export interface MemberWorkload extends InventoryWorkload {
  readonly membership: MeshMembership;
}

/** In steps of a few milliseconds: see `meshFactsSteps`. */
export function* memberWorkloadSteps(
  objects: readonly StoredObject[],
  namespaceLabels: ReadonlyMap<string, Labels>,
): Generator<undefined, readonly MemberWorkload[], undefined> {
  const workloads = yield* workloadSteps(objects);
  const webhooks = injectionWebhooks(objects);
  const found: MemberWorkload[] = [];
  for (const [at, workload] of workloads.entries()) {
    if (at % A_STEP === 0) yield;
    found.push({ ...workload, membership: membershipOf(workload, namespaceLabels, webhooks) });
  }
  return found;
}

/** Workloads that are judged in one step. */
const A_STEP = 256;

function membershipOf(
  { namespace, pods, template, isRegistered }: InventoryWorkload,
  namespaceLabels: ReadonlyMap<string, Labels>,
  webhooks: readonly InjectionWebhook[],
): MeshMembership {
  if (pods.length > 0) return observedMembership(pods.map(({ value }) => value));
  if (template !== null) {
    return plannedMembership(namespace, namespaceLabels.get(namespace) ?? null, template, webhooks);
  }
  // What registered itself has a proxy; of a machine that somebody wrote down nothing is known.
  return isRegistered ? { outOfMesh: false, ambient: false } : UNKNOWN_MEMBERSHIP;
}
