/** How a process and a thread that keeps a copy of its mesh speak with each other. */
import type { StoredObject } from '@/lib/config/store';
import type { FaultCode } from '@/lib/mesh/fault';

/**
 * An object on its way to the thread. A copy of a large value costs as much as reading it, so that such an object travels
 * as what it was made from, its text or (where the text is made from the value) JSON, and is read again over there.
 */
export type SentObject = Omit<StoredObject, 'text' | 'value' | 'isRendered'> & {
  readonly made:
    | { readonly from: 'text'; readonly text: string; readonly value: StoredObject['value'] | null }
    | { readonly from: 'value'; readonly value: StoredObject['value'] | string };
};

/** To the thread. */
export type ToThread<Question> =
  /** Comes before what is asked, as often as it takes; the thread keeps what it was given. */
  | { readonly kind: 'follow'; readonly put: readonly SentObject[]; readonly removed: readonly string[] }
  | { readonly kind: 'ask'; readonly request: number; readonly question: Question };

/** From the thread; each carries the number of its question. */
export type FromThread<Answer> = { readonly request: number } & (
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** `fault`: what the one who asked did wrong. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly fault: { readonly code: FaultCode; readonly hint: string | null } | null;
    }
);
