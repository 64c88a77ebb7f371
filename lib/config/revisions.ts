/**
 * What became of the configuration over time, as far as a store keeps it: who changed which object when, with the text
 * before and after. A folder of YAML keeps revisions; a cluster's own record is shorter.
 */
import type { ObjectId } from './store';

/** One change of one object. */
export interface Revision {
  readonly id: ObjectId;
  /** Unix seconds. */
  readonly atSeconds: number;
  /** null = not there before, or its text was too long to keep. */
  readonly before: string | null;
  /** null = removed, or its text was too long to keep. */
  readonly after: string | null;
  readonly change: 'created' | 'changed' | 'removed';
  /** The user of this console who saved it; null = it was changed where it is stored. */
  readonly author: string | null;
}

export interface RevisionsAnswer {
  /** In the order of time. */
  readonly revisions: readonly Revision[];
  /** Unix seconds from which on changes were seen; earlier ones are not known. */
  readonly sinceSeconds: number;
  /** Why the record will not outlive this server; null when it will. */
  readonly notKept: string | null;
}

export interface RevisionPort {
  /** Changes within the span, the newest `atMost` of them. Throws `Fault`. */
  revisions(
    span: { readonly fromSeconds: number; readonly toSeconds: number },
    atMost: number,
    signal?: AbortSignal,
  ): Promise<RevisionsAnswer>;
}
