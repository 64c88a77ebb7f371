/**
 * Queries of many panels sent together: what is asked within one moment goes in few requests, few of them at a time, and
 * a request whose askers have all gone is cancelled.
 */

/** One query that waits or is under way. */
interface Waiting<Q, A> {
  readonly query: Q;
  readonly settle: (answer: A) => void;
  readonly fail: (error: unknown) => void;
  gone: boolean;
}

export interface QueueLimits {
  /** Queries of one request. */
  readonly together: number;
  /** Requests under way. */
  readonly atOnce: number;
  /** Calls back when what belongs together has been asked. */
  readonly soon: (flush: () => void) => void;
}

/** Tells the answer of each query, by its place, as it comes; ends when no more will come. */
export type SendQueries<Q, A> = (
  queries: readonly Q[],
  answered: (at: number, answer: A) => void,
  signal: AbortSignal,
) => Promise<void>;

export class QueryQueue<Q, A> {
  readonly #send: SendQueries<Q, A>;
  readonly #limits: QueueLimits;
  #waiting: Waiting<Q, A>[] = [];
  #underWay = 0;
  #flushing = false;

  constructor(send: SendQueries<Q, A>, limits: QueueLimits) {
    this.#send = send;
    this.#limits = limits;
  }

  /** Rejects with the signal's reason when it aborts, and with what sending throws. */
  ask(query: Q, signal: AbortSignal): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const one: Waiting<Q, A> = { query, settle: resolve, fail: reject, gone: false };
      signal.addEventListener(
        'abort',
        () => {
          one.gone = true;
          reject(signal.reason);
          this.#left.get(one)?.();
        },
        { once: true },
      );
      this.#waiting.push(one);
      this.#flushSoon();
    });
  }

  /** Told when an asker of a request under way goes. */
  readonly #left = new WeakMap<Waiting<Q, A>, () => void>();

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    this.#limits.soon(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    this.#waiting = this.#waiting.filter(({ gone }) => !gone);
    while (this.#underWay < this.#limits.atOnce && this.#waiting.length > 0) {
      void this.#sendOne(this.#waiting.splice(0, this.#limits.together));
    }
  }

  async #sendOne(batch: readonly Waiting<Q, A>[]): Promise<void> {
    this.#underWay += 1;
    const controller = new AbortController();
    for (const one of batch) {
      this.#left.set(one, () => {
        if (batch.every(({ gone }) => gone)) controller.abort();
      });
    }
    try {
      const queries = batch.map(({ query }) => query);
      await this.#send(queries, (at, answer) => batch[at]?.settle(answer), controller.signal);
      // Of what was answered this changes nothing any more.
      for (const one of batch) one.fail(new Error('A query was not answered.'));
    } catch (error) {
      for (const one of batch) one.fail(error);
    } finally {
      this.#underWay -= 1;
      this.#flush();
    }
  }
}
