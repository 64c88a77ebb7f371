/** How the check of one text asks what a cluster's own schema says of it. */
import type { ObjectId } from '@/lib/config/store';
import type { TextProblem } from '@/lib/config/yaml/problem';
import type { ParsedText } from './move-field';

export interface CheckedText {
  readonly parsed: ParsedText;
  readonly id: ObjectId;
  /** As written, e.g. `networking.istio.io/v1`. */
  readonly apiVersion: string;
  /** What our own model says. */
  readonly problems: readonly TextProblem[];
}

/** All problems: ours as far as they hold in this cluster, and what its schema finds beside them. */
export type ClusterCheck = (text: CheckedText) => readonly TextProblem[];
