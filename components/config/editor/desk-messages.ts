/** What page and worker say to each other about the open text. Answers carry the number of their question. */
import type { DeskCheck } from '@/lib/config/draft-desk';
import type { Completion } from '@/lib/config/language/complete';
import type { HoverAnswer } from '@/lib/config/language/hover';
import type { ObjectId } from '@/lib/config/store';

export type DeskQuestion = {
  readonly request: number;
} /** `cluster`: the document's, see `document-cluster.ts`. */ & (
  | { readonly kind: 'open'; readonly id: ObjectId; readonly cluster: string | null }
  /** Reads the mesh, or asks whether it has changed. */
  | { readonly kind: 'mesh' }
  | { readonly kind: 'check'; readonly text: string }
  | { readonly kind: 'complete' | 'hover'; readonly text: string; readonly offset: number }
  | { readonly kind: 'format'; readonly text: string }
);

export type DeskAnswer = { readonly request: number } & (
  | {
      readonly kind: 'checked';
      readonly text: string;
      readonly check: DeskCheck;
      /** What the check took in the worker. */
      readonly milliseconds: number;
    }
  | { readonly kind: 'mesh'; readonly changed: boolean }
  | { readonly kind: 'answer'; readonly value: Completion | HoverAnswer | string | null }
  | { readonly kind: 'failed'; readonly reason: string }
);
