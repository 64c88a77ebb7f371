/** Lets a fixed number of tasks run at once; the rest wait in the order they came. */

export function gate(places: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // A place is handed over, not given back, so nobody can slip in between.
      if (next === undefined) free += 1;
      else next();
    }
  };
}
