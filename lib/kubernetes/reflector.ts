/**
 * Keeps up with one collection: a list in pages, then a watch from where the list ended, resumed when it ends, begun
 * anew when the server has forgotten the place, and replaced by polling where only listing is allowed.
 */
import 'server-only';
import type { StoredObject } from '@/lib/config/store';
import { ApiFault } from './api-fault';
import type { KubernetesClient } from './client';
import { isOlder, type WireMetadata, type WireObject } from './cluster-object';
import { type ListQuery, listPages } from './list-pages';
import { pauseAfter, sleep, type WatchTiming } from './timing';
import { watchEvents } from './watch-events';

export type ReflectorState =
  /** No list has been read to its end yet; `problem` is why the last attempt failed. */
  | { readonly kind: 'starting'; readonly problem: unknown }
  | { readonly kind: 'synced' }
  /** What is there was right at `sinceMs`; `problem` is what keeps it from being brought up to date. */
  | { readonly kind: 'stale'; readonly sinceMs: number; readonly problem: unknown }
  /** The right to list is missing. */
  | { readonly kind: 'denied'; readonly problem: ApiFault | null }
  /** The server does not serve it (any more). */
  | { readonly kind: 'missing' };

export interface ReflectorOptions {
  readonly client: KubernetesClient;
  readonly query: ListQuery;
  /** null = leave it out. */
  readonly read: (wire: WireObject) => StoredObject | null;
  readonly timing: WatchTiming;
  /** More objects than this are not kept. */
  readonly most: number;
  /** After every change of objects or state. */
  readonly onChange: () => void;
}

/** A watch that lived shorter than this was no success. */
const SHORT_LIFE_MS = 5_000;

export class Reflector {
  readonly #options: ReflectorOptions;
  readonly #stop = new AbortController();
  #objects = new Map<string, StoredObject>();
  #state: ReflectorState = { kind: 'starting', problem: null };
  /** `uid`s of objects that a write of ours removed: an event from before must not bring them back. */
  readonly #removed = new Set<string>();
  #left = 0;
  #polls = false;
  #decide: () => void = () => undefined;
  /** Resolves when the first list was read, refused or failed. */
  readonly decided: Promise<void>;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    this.decided = new Promise((resolve) => {
      this.#decide = resolve;
    });
  }

  get state(): ReflectorState {
    return this.#state;
  }

  get objects(): ReadonlyMap<string, StoredObject> {
    return this.#objects;
  }

  /** Objects that exist and are not kept, because there are too many. */
  get left(): number {
    return this.#left;
  }

  /** Whether it lists again and again for want of the right to watch. */
  get polls(): boolean {
    return this.#polls;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stop.abort();
    this.#decide();
  }

  /** What a write of ours was answered, so that the next reader sees it though the event is still on its way. */
  put(object: StoredObject): void {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (known !== undefined && isOlder(object.version, known.version)) return;
    this.#objects.set(key, object);
    this.#options.onChange();
  }

  drop(object: StoredObject): void {
    const uid = uidOf(object);
    if (uid !== '') this.#removed.add(uid);
    if (this.#objects.delete(keyOf(object))) this.#options.onChange();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const { timing } = this.#options;
    let failures = 0;
    let from: string | null = null;
    let listedAtMs = 0;
    while (!signal.aborted) {
      const startedAtMs = Date.now();
      try {
        if (from === null || Date.now() - listedAtMs > timing.resyncMs) {
          from = await this.#list(signal);
          listedAtMs = Date.now();
        }
        if (this.#polls) {
          await sleep(timing.pollMs * (1 + Math.random() / 4), signal);
          from = null;
          continue;
        }
        from = await this.#watch(from, signal);
        failures = Date.now() - startedAtMs < SHORT_LIFE_MS ? failures + 1 : 0;
        // The server ends watches as it was asked to, which is no failure; one that it ends at once is.
        if (failures > 1) await sleep(pauseAfter(failures, timing), signal);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        if (error instanceof LostPlace) from = error.resumeFrom;
        await this.#recover(error instanceof LostPlace ? error.problem : error, failures, signal);
      }
    }
  }

  /** Notes what happened and waits as long as that calls for. */
  async #recover(problem: unknown, failures: number, signal: AbortSignal): Promise<void> {
    const { timing } = this.#options;
    const status = problem instanceof ApiFault ? problem.status : 0;
    let pauseMs = pauseAfter(failures, timing);
    // 410 is part of the protocol: the list is read again at once, or soon where that repeats itself.
    if (status === 410) return failures > 2 ? sleep(pauseMs, signal) : undefined;
    if (problem instanceof ApiFault && (status === 403 || status === 404)) {
      this.#empty(status === 403 ? { kind: 'denied', problem } : { kind: 'missing' });
      pauseMs = timing.deniedPauseMs * (1 + Math.random() / 4);
    } else {
      this.#fail(problem);
      const asked = problem instanceof ApiFault ? problem.retryAfterSeconds : null;
      if (asked !== null) pauseMs = Math.max(pauseMs, Math.min(asked * 1000, timing.deniedPauseMs));
    }
    this.#decide();
    await sleep(pauseMs, signal);
  }

  #caughtUp(): void {
    if (this.#state.kind !== 'synced') this.#setState({ kind: 'synced' });
  }

  #fail(problem: unknown): void {
    const { kind } = this.#state;
    if (kind === 'synced') this.#setState({ kind: 'stale', sinceMs: Date.now(), problem });
    else if (kind === 'stale') this.#setState({ ...this.#state, problem } as ReflectorState);
    else this.#setState({ kind: 'starting', problem });
  }

  #empty(state: ReflectorState): void {
    this.#objects = new Map();
    this.#left = 0;
    this.#setState(state);
  }

  #setState(state: ReflectorState): void {
    this.#state = state;
    this.#options.onChange();
  }

  /** Reads the whole list; an object whose version is known stays the same object. Answers the version to watch from. */
  async #list(signal: AbortSignal): Promise<string> {
    const { client, query, read, timing, most } = this.#options;
    const found = new Map<string, StoredObject>();
    let from = '';
    let left = 0;
    try {
      for await (const page of listPages(client, query, { timeoutMs: timing.listTimeoutMs, signal })) {
        from = page.resourceVersion;
        for (const wire of page.items) {
          const object = found.size < most ? read(wire) : null;
          if (object === null) continue;
          const key = keyOf(object);
          const known = this.#objects.get(key);
          found.set(key, known?.version === object.version ? known : object);
        }
        if (found.size < most || page.isLast) continue;
        left = page.remaining ?? 1;
        break;
      }
    } catch (problem) {
      throw new LostPlace(problem, null);
    }
    this.#objects = found;
    this.#left = left;
    this.#removed.clear();
    this.#setState({ kind: 'synced' });
    this.#decide();
    return from;
  }

  /** Follows events until the server ends the watch. Answers the version to go on from. */
  async #watch(from: string, signal: AbortSignal): Promise<string | null> {
    const { client, query, timing } = this.#options;
    let at = from;
    try {
      for await (const event of watchEvents(client, query, from, { timing, signal })) {
        if (event.type === 'OPENED') this.#caughtUp();
        else if (event.type === 'BOOKMARK') at = event.resourceVersion;
        else at = this.#take(event.type, event.object) ?? at;
      }
      return at;
    } catch (problem) {
      if (problem instanceof ApiFault && problem.status === 403) {
        // The list was allowed a moment ago: without the right to watch there is still polling.
        this.#polls = true;
        return null;
      }
      const isForgotten = problem instanceof ApiFault && [400, 404, 410].includes(problem.status);
      throw new LostPlace(problem, isForgotten ? null : at);
    }
  }

  #take(type: 'ADDED' | 'MODIFIED' | 'DELETED', wire: WireObject): string | null {
    const resourceVersion = wire.metadata?.resourceVersion ?? null;
    const object = this.#options.read(wire);
    if (object === null) return resourceVersion;
    const key = keyOf(object);
    if (type === 'DELETED') {
      this.#removed.delete(uidOf(object));
      if (this.#objects.delete(key)) this.#options.onChange();
      return resourceVersion;
    }
    if (this.#removed.has(uidOf(object))) return resourceVersion;
    const known = this.#objects.get(key);
    if (known === undefined && this.#objects.size >= this.#options.most) {
      if (type === 'ADDED') this.#left += 1;
      return resourceVersion;
    }
    // What a write of ours put here may be newer than an event that was on its way.
    if (known !== undefined && (known.version === object.version || isOlder(object.version, known.version))) {
      return resourceVersion;
    }
    this.#objects.set(key, object);
    this.#options.onChange();
    return resourceVersion;
  }
}

/** A list or watch that failed, and the version from which a watch may go on; null = only a new list helps. */
class LostPlace extends Error {
  readonly problem: unknown;
  readonly resumeFrom: string | null;

  constructor(problem: unknown, resumeFrom: string | null) {
    super('the place in the stream of changes is lost');
    this.problem = problem;
    this.resumeFrom = resumeFrom;
  }
}

function keyOf({ id }: StoredObject): string {
  return `${id.namespace ?? ''}/${id.name}`;
}

function uidOf({ value }: StoredObject): string {
  return (value.metadata as WireMetadata | undefined)?.uid ?? '';
}
