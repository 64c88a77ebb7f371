/** `GET /api/inventory/usage`: CPU and memory of a workload's pods over a window, by container. Cores, and bytes of working set. */
import { z } from 'zod';
import { ownerOfPod } from '@/lib/inventory/pod-owner';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { seriesSchema } from '@/lib/metrics/contract';
import { stepFor } from '@/lib/metrics/load';
import type { ContainerSeries, PodUsage, ResourcesPort } from '@/lib/metrics/resources';
import type { SeriesPort } from '@/lib/metrics/series';

export const usageAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  stepSeconds: z.number(),
  /** Pods that ran within the window, those that are gone too. */
  pods: z.array(z.string()),
  cpuCores: z.array(seriesSchema),
  memoryBytes: z.array(seriesSchema),
});
export type UsageOverTimeAnswer = z.infer<typeof usageAnswerSchema>;

export interface UsagePorts {
  readonly resources: ResourcesPort;
  readonly series: Pick<SeriesPort, 'scrapeIntervalSeconds'>;
}

export interface UsageRequest {
  readonly namespace: string;
  /** Names of the workloads whose pods are meant. */
  readonly workloads: readonly string[];
  readonly window: TimeWindow;
}

/** Two queries, whatever the number of pods. Without series the lists are empty. */
export async function loadUsage(
  { resources, series }: UsagePorts,
  { namespace, workloads, window }: UsageRequest,
  signal?: AbortSignal,
): Promise<UsageOverTimeAnswer> {
  const [all, interval] = await Promise.all([
    resources.pods({ window, signal }),
    series.scrapeIntervalSeconds(signal),
  ]);
  const stepSeconds = stepFor(window, interval);
  const pods = podsOfWorkloads(all, namespace, new Set(workloads));
  const { cpuCores, memoryBytes } = await resources.overTime({
    namespace,
    pods,
    window,
    stepSeconds,
    signal,
  });
  return {
    window: { ...window },
    stepSeconds,
    pods,
    cpuCores: cpuCores.map(named),
    memoryBytes: memoryBytes.map(named),
  };
}

/** Known by their names, since pods that were replaced within the window are in no source any more. */
export function podsOfWorkloads(
  pods: readonly PodUsage[],
  namespace: string,
  workloads: ReadonlySet<string>,
): string[] {
  return pods
    .filter((one) => one.namespace === namespace && ownerOfPod(one.pod, workloads) !== null)
    .map(({ pod }) => pod)
    .sort();
}

function named({ container, points }: ContainerSeries) {
  return { name: container, points: points.map(([at, value]): [number, number | null] => [at, value]) };
}
