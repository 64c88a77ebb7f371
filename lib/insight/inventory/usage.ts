/** What the pods of each workload use together. */
import type { Inventory } from '@/lib/inventory/inventory';
import { ownerOfPod } from '@/lib/inventory/pod-owner';
import type { PodUsage } from '@/lib/metrics/resources';
import type { UsageAnswer } from './contract';

/**
 * By `<namespace>/<workload>`. Pods are known by the inventory where it has them, else by their names. A name that stands
 * twice is of two clusters, and series of pods name none: whose they are cannot be told, so nothing is.
 */
export function usageByWorkload(
  pods: readonly PodUsage[],
  workloads: Iterable<{ readonly namespace: string; readonly name: string }>,
  inventory: Inventory | null,
): ReadonlyMap<string, UsageAnswer> {
  const names = new Map<string, Set<string>>();
  const twice = new Set<string>();
  for (const { namespace, name } of workloads) {
    const known = names.get(namespace);
    if (known?.has(name)) twice.add(`${namespace}/${name}`);
    if (known === undefined) names.set(namespace, new Set([name]));
    else known.add(name);
  }
  const owners = knownOwners(inventory);
  const usage = new Map<string, UsageAnswer>();
  for (const pod of pods) {
    const owner =
      owners.get(`${pod.namespace}/${pod.pod}`) ?? ownerOfPod(pod.pod, names.get(pod.namespace) ?? NONE);
    if (owner === null) continue;
    const key = `${pod.namespace}/${owner}`;
    if (!twice.has(key)) usage.set(key, together(usage.get(key), pod));
  }
  return usage;
}

const NONE: ReadonlySet<string> = new Set();

function knownOwners(inventory: Inventory | null): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { namespace, name, pods } of inventory?.workloads ?? []) {
    for (const { id } of pods) owners.set(`${namespace}/${id.name}`, name);
  }
  return owners;
}

function together(known: UsageAnswer | undefined, more: UsageAnswer): UsageAnswer {
  return {
    cpuCores: sum(known?.cpuCores, more.cpuCores),
    memoryBytes: sum(known?.memoryBytes, more.memoryBytes),
    restarts: sum(known?.restarts, more.restarts),
    restartsInWindow: sum(known?.restartsInWindow, more.restartsInWindow),
  };
}

/** null only where neither is known. */
function sum(a: number | null | undefined, b: number | null): number | null {
  if (a === null || a === undefined) return b;
  return b === null ? a : a + b;
}
