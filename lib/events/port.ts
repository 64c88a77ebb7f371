/**
 * The port for events of Kubernetes: what its controllers noted about an object, asked for when somebody looks. A
 * cluster keeps them for an hour unless told otherwise.
 */

/** What events are about; `namespace` null = the object belongs to none. */
export interface EventSubject {
  /** API group, '' for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

export interface ObjectEvent {
  readonly id: string;
  /** `Normal` or `Warning`. */
  readonly type: string;
  /** A word for programs, for example `FailedScheduling`. */
  readonly reason: string;
  readonly message: string;
  /** How often it was noted. */
  readonly count: number;
  /** Unix seconds; null where the cluster does not say. */
  readonly firstSeconds: number | null;
  readonly lastSeconds: number | null;
  /** Who noted it: a controller, or the kubelet of a node. */
  readonly from: string;
  readonly about: { readonly kind: string; readonly name: string };
}

export interface FoundEvents {
  /** The newest first. */
  readonly events: readonly ObjectEvent[];
  /** True where there were more than are read. */
  readonly isCut: boolean;
}

/** Throws `Fault`: `forbidden` with the role that is missing, `unauthenticated`, `source-…`. */
export interface EventPort {
  /** Of the object alone. Of a workload (Deployment, StatefulSet, …) those of its pods and ReplicaSets too. */
  of(subject: EventSubject, signal?: AbortSignal): Promise<FoundEvents>;
}
