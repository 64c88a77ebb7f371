/**
 * The last change sets that this tab saved, of each user by himself, with the change set that takes each back: as
 * long as the tab lives, whatever page is looked at meanwhile.
 */
import { clusterKey } from '@/components/shell/document-cluster';
import type { Change } from '@/lib/config/changes/change';
import type { ChangesAnswer } from '@/lib/config/changes/contract';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';

export interface DoneChanges {
  /** Tells it from the others. */
  readonly key: string;
  /** What made it: an assistant's title, or "Drafts". */
  readonly title: string;
  /** Unix milliseconds. */
  readonly savedAtMs: number;
  readonly steps: readonly Pick<ChangesAnswer['steps'][number], 'id' | 'action'>[];
  readonly undo: readonly Change[];
}

const KEPT = 'periplus.config.done.';
const MOST = 10;
const changed = new EventTarget();

/** The newest first. */
export function doneChanges(user: string): readonly DoneChanges[] {
  try {
    const value: unknown = JSON.parse(window.sessionStorage.getItem(KEPT + user + clusterKey()) ?? '[]');
    return Array.isArray(value) ? value.filter(isDone) : [];
  } catch {
    return [];
  }
}

export function keepDone(user: string, done: DoneChanges): void {
  const others = doneChanges(user).filter(({ key }) => key !== done.key);
  write(user, [done, ...others].slice(0, MOST));
}

/** Once it is taken back, or nobody wants to hear of it any more. */
export function forgetDone(user: string, key: string): void {
  write(
    user,
    doneChanges(user).filter((done) => done.key !== key),
  );
}

/** What takes the object back from version `from` takes it back from `to` now, whose content is the same. */
export function rebaseDone(user: string, id: ObjectId, from: string | null, to: string | null): void {
  const key = objectKey(id);
  const all = doneChanges(user);
  const isMeant = (change: Change) => change.baseVersion === from && objectKey(change.id) === key;
  if (!all.some(({ undo }) => undo.some(isMeant))) return;
  const rebased = (change: Change) => (isMeant(change) ? { ...change, baseVersion: to } : change);
  write(
    user,
    all.map((done) => ({ ...done, undo: done.undo.map(rebased) })),
  );
}

/** Calls back when they change; returns how to end that. */
export function watchDone(tell: () => void): () => void {
  changed.addEventListener('change', tell);
  return () => changed.removeEventListener('change', tell);
}

/** Where the storage is too small for all of them, the oldest go. */
function write(user: string, done: readonly DoneChanges[]): void {
  for (let count = done.length; count >= 0; count -= 1) {
    try {
      window.sessionStorage.setItem(KEPT + user + clusterKey(), JSON.stringify(done.slice(0, count)));
      break;
    } catch {
      // Fewer may fit.
    }
  }
  changed.dispatchEvent(new Event('change'));
}

/** What this module wrote; another build may have written something else. */
function isDone(value: unknown): value is DoneChanges {
  if (typeof value !== 'object' || value === null) return false;
  const { key, title, savedAtMs, steps, undo } = value as Partial<DoneChanges>;
  const isNamed = typeof key === 'string' && typeof title === 'string' && typeof savedAtMs === 'number';
  return isNamed && Array.isArray(steps) && Array.isArray(undo);
}
