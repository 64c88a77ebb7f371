/** Work that can be interrupted: a generator that yields wherever its caller may do something else first. */

export type Steps<T> = Generator<undefined, T, undefined>;

/** Rows between two places to rest: a fraction of a millisecond. */
export const ROWS_A_STEP = 16;

/** All of it without a rest. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** As `map`, resting now and then. */
export function* mapSteps<T, R>(values: readonly T[], of: (value: T) => R): Steps<R[]> {
  const made: R[] = [];
  for (const value of values) {
    if (made.length % ROWS_A_STEP === 0) yield;
    made.push(of(value));
  }
  return made;
}
