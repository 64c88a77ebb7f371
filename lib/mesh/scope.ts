/** What part of the mesh a reader may see, by namespaces; asked anew for each question, since rights are taken away too. */

export interface ObjectName {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

export interface Scope {
  /** Namespaces that may be seen, sorted; null = all, also those that nobody has heard of yet, in all clusters. */
  readonly namespaces: readonly string[] | null;
  /** Clusters of which nothing may be seen, whatever a namespace there is called. */
  readonly hiddenClusters: readonly string[];
  /** Namespaces that there are and that may not be seen. Never shown. */
  readonly hidden: readonly string[];
  /** Whether objects of this kind may be read there. */
  mayRead(object: ObjectName): boolean;
}

export const WHOLE_MESH: Scope = { namespaces: null, hiddenClusters: [], hidden: [], mayRead: () => true };

/** Throws `Fault` where the rights cannot be learnt: nothing is shown then. */
export type ScopeOf = (signal?: AbortSignal) => Promise<Scope>;

/** What stands where a workload or service of a namespace is that may not be seen; no name of Kubernetes looks so. */
export const ELSEWHERE = '(other)';
