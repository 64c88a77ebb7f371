/** What was, what is and what was taken back. Changes of the same thing in a row are one step. Pure. */

/** More steps are forgotten. */
const MOST_STEPS = 200;

export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** Of what the last change was: `title of panel 3`. null = nothing joins it. */
  readonly subject: string | null;
}

export function startHistory<T>(now: T): History<T> {
  return { past: [], now, future: [], subject: null };
}

/** `subject` null never joins; the same subject as before replaces the last step. */
export function changed<T>(history: History<T>, next: T, subject: string | null = null): History<T> {
  if (next === history.now) return history;
  if (subject !== null && subject === history.subject) return { ...history, now: next, future: [] };
  return { past: [...history.past, history.now].slice(-MOST_STEPS), now: next, future: [], subject };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
    subject: null,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future, subject: null };
}
