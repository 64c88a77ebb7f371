/**
 * One upstream call for everybody who asks the same within a short time: single flight while it is under way,
 * a small cache afterwards. A call ends early only when all who wait for it have gone.
 */
import 'server-only';

interface Entry<T> {
  readonly controller: AbortController;
  readonly promise: Promise<T>;
  waiting: number;
  /** null while under way. */
  expiresAtMs: number | null;
  weight: number;
}

export interface SharedAnswersOptions<T> {
  /** How long a finished answer is given out again. */
  readonly keepMs: number;
  /** For how much longer `recent` has it; left out = not at all. */
  readonly recentMs?: number;
  /** Sum of the weights of the finished answers that are kept; the oldest go first. */
  readonly maxWeight: number;
  /** 0 or more; null = do not keep this one (a partial answer must not be given out as whole). */
  readonly weigh: (answer: T) => number | null;
  readonly nowMs?: () => number;
}

export class SharedAnswers<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #options: SharedAnswersOptions<T>;
  readonly #nowMs: () => number;
  #weight = 0;

  constructor(options: SharedAnswersOptions<T>) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => Date.now());
  }

  /** The answer under this key, from whoever asked first. Errors are shared while under way and never kept. */
  async get(key: string, load: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const entry = this.#alive(key) ?? this.#start(key, load);
    if (entry.expiresAtMs !== null || signal === undefined) {
      entry.waiting += 1;
      return entry.promise;
    }
    return this.#waitFor(key, entry, signal);
  }

  /** The answer that was given out under this key not long ago, for whoever has it before him; null = it is gone. */
  recent(key: string): Promise<T> | null {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.expiresAtMs === null || this.#isGone(entry) ? null : entry.promise;
  }

  /** What is kept under this key is not right any more; whoever asks next has it loaded anew. */
  forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.expiresAtMs !== null) this.#remove(key, entry);
  }

  #isGone({ expiresAtMs }: Entry<T>): boolean {
    return expiresAtMs !== null && expiresAtMs + (this.#options.recentMs ?? 0) <= this.#nowMs();
  }

  #alive(key: string): Entry<T> | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAtMs === null || entry.expiresAtMs > this.#nowMs()) return entry;
    this.#remove(key, entry);
    return undefined;
  }

  #start(key: string, load: (signal: AbortSignal) => Promise<T>): Entry<T> {
    const controller = new AbortController();
    const promise = load(controller.signal);
    const entry: Entry<T> = { controller, promise, waiting: 0, expiresAtMs: null, weight: 0 };
    this.#entries.set(key, entry);
    promise.then(
      (answer) => this.#keep(key, entry, answer),
      () => this.#remove(key, entry),
    );
    return entry;
  }

  #keep(key: string, entry: Entry<T>, answer: T): void {
    const weight = this.#options.weigh(answer);
    if (weight === null || this.#entries.get(key) !== entry) {
      this.#remove(key, entry);
      return;
    }
    entry.expiresAtMs = this.#nowMs() + this.#options.keepMs;
    entry.weight = weight;
    this.#weight += weight;
    for (const [oldKey, old] of this.#entries) {
      if (!this.#isGone(old) && this.#weight <= this.#options.maxWeight) break;
      if (old.expiresAtMs !== null) this.#remove(oldKey, old);
    }
  }

  #remove(key: string, entry: Entry<T>): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }

  async #waitFor(key: string, entry: Entry<T>, signal: AbortSignal): Promise<T> {
    entry.waiting += 1;
    const gone = Promise.withResolvers<never>();
    const leave = () => {
      entry.waiting -= 1;
      if (entry.waiting === 0 && entry.expiresAtMs === null) {
        // Whoever comes next must start anew, not join a call that is being given up.
        this.#remove(key, entry);
        entry.controller.abort(signal.reason);
      }
      gone.reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([entry.promise, gone.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
