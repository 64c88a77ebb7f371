/** What somebody may do to objects of a kind, as the cluster says; for buttons, not for the decision itself. */

/** Verbs of Kubernetes that change one object. */
export const WRITE_VERBS = ['create', 'update', 'delete'] as const;
export type WriteVerb = (typeof WRITE_VERBS)[number];

export interface RightQuestion {
  readonly verb: WriteVerb;
  readonly group: string;
  /** Plural of the kind in lower case, as paths of the API have it: `virtualservices`. */
  readonly resource: string;
  /** For example `portforward` of pods, which their ports are reached by; left out = the objects themselves. */
  readonly subresource?: string;
  /** null = in every namespace, or of a kind that has none. */
  readonly namespace: string | null;
}

export interface RightsPort {
  /** Throws `Fault`: `unauthenticated`, or that the API server cannot be asked. */
  may(question: RightQuestion, signal?: AbortSignal): Promise<boolean>;
}
