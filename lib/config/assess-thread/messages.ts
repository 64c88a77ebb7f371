/** What the process and its thread for large texts say to each other. Answers carry the number of their question. */
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { DraftText } from '@/lib/config/assess';
import type { Assessment } from '@/lib/config/contract';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import type { TextProblem } from '@/lib/config/yaml/problem';

/** An object on its way to the thread. A large one travels as text alone, which is read again over there. */
export type SentObject = Omit<StoredObject, 'value'> & { readonly value: StoredObject['value'] | null };

export type ThreadQuestion =
  /** Comes before what is asked, as often as it takes; the thread keeps what it was given. */
  | { readonly kind: 'follow'; readonly put: readonly SentObject[]; readonly removed: readonly string[] }
  | {
      readonly kind: 'assess';
      readonly request: number;
      readonly suppress: readonly SuppressRule[];
      readonly id: ObjectId | null;
      readonly text: string;
      readonly drafts: readonly DraftText[];
    }
  /** What the text breaks by itself. */
  | { readonly kind: 'check'; readonly request: number; readonly id: ObjectId; readonly text: string };

export type ThreadAnswer = { readonly request: number } & (
  | { readonly kind: 'assessed'; readonly assessment: Assessment }
  | { readonly kind: 'checked'; readonly problems: readonly TextProblem[] }
  | { readonly kind: 'failed'; readonly reason: string }
);
