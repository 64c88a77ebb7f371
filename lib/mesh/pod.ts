/**
 * A pod as logs and proxies need it: whose it is, which containers it has, and which proxy of the mesh runs in it.
 */

/** `router` in Istio's terms is a gateway; a ztunnel carries the pods of its node. */
export type PodProxy = 'sidecar' | 'gateway' | 'waypoint' | 'ztunnel';

/** `proxy`: the mesh's own, whatever its kind. `init`: ran before the others and ended. */
export type ContainerRole = 'application' | 'proxy' | 'init';

export interface PodContainer {
  readonly name: string;
  readonly role: ContainerRole;
  readonly state: 'running' | 'waiting' | 'ended' | 'unknown';
  /** Kubernetes' reason and words for not running, e.g. `CrashLoopBackOff`; null while it runs. */
  readonly because: string | null;
  readonly restarts: number;
  /** Whether there is a log of the container before its last restart. */
  readonly hasPrevious: boolean;
}

export interface MeshPod {
  readonly namespace: string;
  readonly name: string;
  /** The controller behind it (a Deployment, not its ReplicaSet); of a bare pod the pod itself. */
  readonly workload: string;
  readonly phase: string;
  readonly ip: string | null;
  readonly node: string | null;
  /** Unix seconds; null where it has not started. */
  readonly startedAtSeconds: number | null;
  /** Null = no proxy of the mesh runs in it. */
  readonly proxy: PodProxy | null;
  /** In the order of the pod's own specification, applications first. */
  readonly containers: readonly PodContainer[];
}

/** Where pods are listed. Throws `Fault`: `forbidden`, `not-found`, `source-…`. */
export interface PodPort {
  /** `workload` null = all of the namespace. Sorted by name. */
  pods(namespace: string, workload: string | null, signal?: AbortSignal): Promise<readonly MeshPod[]>;
}
