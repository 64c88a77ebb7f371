/** Several logs as one, in the order of their instants. */

export interface Timed {
  /** Unix milliseconds; null = unknown, which goes where it arrives. */
  readonly timeMs: number | null;
}

/** Lines of one log that wait for another; it is not read further until some are taken. */
const MOST_WAITING = 500;

interface Lane<T> {
  readonly queue: T[];
  ended: boolean;
  failure: { readonly error: unknown } | null;
  goOn: (() => void) | null;
}

/**
 * Each of the sources must be in order. Without `patience` every source is waited for, so the result is in order.
 * Logs that are followed may be silent for hours: `patience` then says how long a line waits for an older one from
 * another source. A failing source fails the whole. When the reader stops, sources must be aborted by whoever made them.
 */
export async function* mergeByTime<T extends Timed>(
  sources: readonly AsyncIterable<T>[],
  patience: (() => Promise<void>) | null,
): AsyncGenerator<T> {
  const bell = new Bell();
  const stop = new AbortController();
  const lanes = sources.map((): Lane<T> => ({ queue: [], ended: false, failure: null, goOn: null }));
  const pumps = lanes.map((lane, index) => pump(sources[index] as AsyncIterable<T>, lane, bell, stop.signal));
  try {
    let waited = false;
    while (true) {
      for (const { failure } of lanes) if (failure !== null) throw failure.error;
      const silent = lanes.some((lane) => !lane.ended && lane.queue.length === 0);
      const next = oldest(lanes);
      if (next === null && !silent) return;
      if (next === null) await bell.next();
      else if (silent && patience !== null && !waited) {
        await Promise.race([bell.next(), patience().then(() => (waited = true))]);
      } else if (silent && patience === null) await bell.next();
      else {
        const line = next.queue.shift();
        if (next.queue.length < MOST_WAITING) next.goOn?.();
        if (line !== undefined) yield line;
        if (lanes.every((lane) => lane.queue.length === 0)) waited = false;
      }
    }
  } finally {
    stop.abort();
    for (const lane of lanes) lane.goOn?.();
    void Promise.allSettled(pumps);
  }
}

async function pump<T>(
  source: AsyncIterable<T>,
  lane: Lane<T>,
  bell: Bell,
  stop: AbortSignal,
): Promise<void> {
  try {
    for await (const line of source) {
      if (stop.aborted) return;
      lane.queue.push(line);
      bell.ring();
      if (lane.queue.length < MOST_WAITING) continue;
      await new Promise<void>((resolve) => {
        lane.goOn = resolve;
      });
      lane.goOn = null;
    }
  } catch (error) {
    lane.failure = { error };
  } finally {
    lane.ended = true;
    bell.ring();
  }
}

function oldest<T extends Timed>(lanes: readonly Lane<T>[]): Lane<T> | null {
  let best: Lane<T> | null = null;
  let bestMs = Number.POSITIVE_INFINITY;
  for (const lane of lanes) {
    const head = lane.queue[0];
    if (head === undefined) continue;
    const timeMs = head.timeMs ?? Number.NEGATIVE_INFINITY;
    if (best === null || timeMs < bestMs) {
      best = lane;
      bestMs = timeMs;
    }
  }
  return best;
}

/** Wakes the one who waits. A ring that nobody waits for is remembered. */
class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
    this.#wake = null;
  }

  async next(): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#rung = false;
  }
}
