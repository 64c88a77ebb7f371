/** The pods of a subject: as the source holds them, with what metrics tell; of metrics alone where it holds none. */
import type { Inventory } from '@/lib/inventory/inventory';
import { ownerOfPod } from '@/lib/inventory/pod-owner';
import { readPod, readyContainers } from '@/lib/inventory/pods';
import type { InventoryWorkload } from '@/lib/inventory/workloads';
import type { PodUsage } from '@/lib/metrics/resources';
import type { PodAnswer } from './subject-contract';

/** null = nobody tells of pods. */
export function podsOf(
  workloads: readonly InventoryWorkload[],
  inventory: Inventory,
  usage: readonly PodUsage[] | null,
): PodAnswer[] | null {
  if (inventory.podsKnown) {
    const known = new Map((usage ?? []).map((one) => [`${one.namespace}/${one.pod}`, one]));
    return workloads.flatMap(({ pods }) =>
      pods.map((object) => {
        const pod = readPod(object);
        return {
          name: pod.name,
          ready: pod.ready === null ? null : readyContainers(pod),
          problem: pod.problem,
          phase: pod.phase,
          restarts: pod.containers.reduce((sum, { restarts }) => sum + restarts, 0),
          node: pod.node,
          ip: pod.ip,
          createdSeconds: pod.createdSeconds,
          containers: pod.containers.map(({ name, image, ready, reason }) => ({
            name,
            image,
            ready,
            reason,
          })),
          usage: usageOf(known.get(`${pod.namespace}/${pod.name}`)),
        };
      }),
    );
  }
  // By names alone a pod is known as one of a workload that is known; while the source is away none is.
  if (usage === null || usage.length === 0 || workloads.length === 0) return null;
  return measuredPods(workloads, inventory, usage);
}

function measuredPods(
  workloads: readonly InventoryWorkload[],
  inventory: Inventory,
  usage: readonly PodUsage[],
): PodAnswer[] {
  const wanted = new Set(workloads.map(({ namespace, name }) => `${namespace}/${name}`));
  const names = new Map<string, Set<string>>();
  for (const { namespace, name } of inventory.workloads) {
    names.set(namespace, (names.get(namespace) ?? new Set()).add(name));
  }
  return usage
    .filter(({ namespace, pod }) => {
      const owner = ownerOfPod(pod, names.get(namespace) ?? new Set());
      return owner !== null && wanted.has(`${namespace}/${owner}`);
    })
    .map((one) => ({
      name: one.pod,
      ready: null,
      problem: null,
      phase: null,
      restarts: one.restarts,
      node: null,
      ip: null,
      createdSeconds: null,
      containers: [],
      usage: usageOf(one),
    }));
}

function usageOf(usage: PodUsage | undefined): PodAnswer['usage'] {
  if (usage === undefined) return null;
  const { cpuCores, memoryBytes, restarts, restartsInWindow } = usage;
  return { cpuCores, memoryBytes, restarts, restartsInWindow };
}
