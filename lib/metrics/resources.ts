/** What pods use of their machines, as cAdvisor and kube-state-metrics count it, where Prometheus scrapes them. */
import type { TimeWindow } from '@/lib/mesh/time-window';

export interface ResourcesQuery {
  readonly window: TimeWindow;
  readonly signal?: AbortSignal | undefined;
}

export interface PodsUsageQuery extends ResourcesQuery {
  /** Left out = of all. */
  readonly namespace?: string | undefined;
}

/** Of one pod, all its containers together; null = no such series. */
export interface PodUsage {
  readonly namespace: string;
  readonly pod: string;
  /** Cores, averaged over the window. */
  readonly cpuCores: number | null;
  /** Working set at the window's end, in bytes. */
  readonly memoryBytes: number | null;
  /** Restarts of its containers since they exist, at the window's end. */
  readonly restarts: number | null;
  /** How many of them fell into the window. */
  readonly restartsInWindow: number | null;
}

export interface ContainerUsageQuery extends ResourcesQuery {
  readonly namespace: string;
  /** Names of pods, exactly. */
  readonly pods: readonly string[];
  readonly stepSeconds: number;
}

export interface ContainerSeries {
  readonly container: string;
  readonly points: readonly (readonly [seconds: number, value: number | null])[];
}

export interface UsageOverTime {
  readonly cpuCores: readonly ContainerSeries[];
  readonly memoryBytes: readonly ContainerSeries[];
}

/** Each a fixed number of queries for the whole mesh; each throws `Fault`. No series at all is no fault. */
export interface ResourcesPort {
  /** Every pod that a series tells of. */
  pods(query: PodsUsageQuery): Promise<readonly PodUsage[]>;
  /** Of the named pods together, by container. */
  overTime(query: ContainerUsageQuery): Promise<UsageOverTime>;
}
