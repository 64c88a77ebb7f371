/** Several objects changed as one: what is asked for, and what has been done. */
import type { ObjectId } from '@/lib/config/store';

/** One object of a change set. */
export interface Change {
  readonly id: ObjectId;
  /** The whole new text; null deletes the object. */
  readonly text: string | null;
  /** The stored version that the change was made over; null creates. */
  readonly baseVersion: string | null;
}

/** One write, in the order in which writes are made. */
export interface ChangeStep {
  readonly id: ObjectId;
  /** Null deletes. */
  readonly text: string | null;
  readonly action: 'create' | 'change' | 'delete';
  /** Why it stands at this place, for the reader. */
  readonly because: string;
}

/** A write that was made. */
export interface DoneStep {
  readonly id: ObjectId;
  readonly action: ChangeStep['action'];
  /** As stored now; null once deleted. */
  readonly version: string | null;
}

export interface ChangesDone {
  readonly steps: readonly DoneStep[];
  /** The change set that puts everything back as it was. */
  readonly undo: readonly Change[];
}
