'use client';
/**
 * Parts of the page that nobody sees until they are asked for. Their scripts stay out of the first
 * load: they arrive when the page has come to rest and shows its picture, or at once when the part is wanted before.
 */
import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react';
import { afterPicture } from './first-picture';
import { nextTask } from './next-task';

/** A component that arrives later. Make one per part, at the top of a module. */
export class DeferredPart<P> {
  readonly #load: () => Promise<ComponentType<P>>;
  readonly #waiting = new Set<() => void>();
  #part: ComponentType<P> | null = null;
  #loading: Promise<void> | null = null;

  constructor(load: () => Promise<ComponentType<P>>) {
    this.#load = load;
  }

  /** The part, once it is there. */
  readonly current = (): ComponentType<P> | null => this.#part;

  /** Calls back when the part arrives; returns how to end that. */
  readonly subscribe = (tell: () => void): (() => void) => {
    this.#waiting.add(tell);
    return () => this.#waiting.delete(tell);
  };

  /** Loads it once for all; after a failure the next call tries again. */
  load(): Promise<void> {
    this.#loading ??= this.#arrive().catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #arrive(): Promise<void> {
    const part = await this.#load();
    // Its scripts have just run, which takes its time where they are many: drawing it is a task of its own.
    await nextTask();
    this.#part = part;
    for (const tell of this.#waiting) tell();
  }
}

const notYet = () => null;

/**
 * The part once it is there, null before. The caller keeps what holds the part closed until then, so
 * that focus and layout are as if it had been there all along. `wanted` loads it now; a load that
 * fails twice then is thrown to the error boundary.
 */
export function useDeferred<P>(part: DeferredPart<P>, wanted: boolean): ComponentType<P> | null {
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const loaded = useSyncExternalStore<ComponentType<P> | null>(part.subscribe, part.current, notYet);
  // Not wanted yet, so a failure is nobody's concern: the next try is when it is.
  useEffect(() => afterPicture(() => void part.load().catch(() => undefined)), [part]);
  useEffect(() => {
    if (!wanted) return;
    // The first try may have been under way since before it was wanted, over a connection that was down.
    part
      .load()
      .catch(() => part.load())
      .catch((error: unknown) => setFailure({ error }));
  }, [part, wanted]);
  if (failure !== null) throw failure.error;
  return loaded;
}
