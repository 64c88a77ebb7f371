/** Lets a fixed number of tasks run at once. The rest wait, but not without limit: a queue that only grows helps nobody. */

export interface GateLimits {
  /** Tasks at once. */
  readonly places: number;
  /** Tasks that may wait; urgent ones always may. */
  readonly waiting: number;
}

/** Runs a task when its turn comes: in the order of arrival, urgent ones first. Throws `GateFull` when too many wait. */
export type Gate = <T>(task: () => Promise<T>, urgent?: boolean) => Promise<T>;

export class GateFull extends Error {
  constructor() {
    super('Too many tasks are waiting.');
    this.name = 'GateFull';
  }
}

export function gate({ places, waiting }: GateLimits): Gate {
  let free = places;
  const queue: { readonly start: () => void; readonly urgent: boolean }[] = [];

  function turn(urgent: boolean): Promise<void> {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    if (!urgent && queue.length >= waiting) throw new GateFull();
    return new Promise((start) => {
      const firstOther = queue.findIndex((entry) => !entry.urgent);
      const place = urgent && firstOther !== -1 ? firstOther : queue.length;
      queue.splice(place, 0, { start, urgent });
    });
  }

  return async (task, urgent = false) => {
    await turn(urgent);
    try {
      return await task();
    } finally {
      const next = queue.shift();
      // A place is handed over, not given back, so nobody can slip in between.
      if (next === undefined) free += 1;
      else next.start();
    }
  };
}
