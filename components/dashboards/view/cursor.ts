'use client';
/**
 * One cursor for all charts of a dashboard. A store outside of React: pointing moves a line in thirty charts without
 * drawing one of them anew.
 */
import { createContext, useContext } from 'react';

/** Where the pointer is. */
export interface Pointed {
  /** Unix milliseconds, of a row of the chart under the pointer. */
  readonly atMs: number;
  /** Id of that chart. */
  readonly chart: string;
  /** Pixels below the top of that chart. */
  readonly y: number;
}

type Listener = (pointed: Pointed | null, isPinned: boolean) => void;

export class CursorStore {
  #pointed: Pointed | null = null;
  #isPinned = false;
  readonly #listeners = new Set<Listener>();

  get pointed(): Pointed | null {
    return this.#pointed;
  }

  /** It stays where it is, wherever the pointer goes. */
  get isPinned(): boolean {
    return this.#isPinned;
  }

  /** Null = no chart is pointed at. */
  set(pointed: Pointed | null): void {
    const known = this.#pointed;
    if (this.#isPinned || known === pointed) return;
    if (known?.atMs === pointed?.atMs && known?.chart === pointed?.chart && known?.y === pointed?.y) return;
    this.#pointed = pointed;
    this.#tell();
  }

  pin(pointed: Pointed): void {
    this.#pointed = pointed;
    this.#isPinned = true;
    this.#tell();
  }

  unpin(): void {
    if (!this.#isPinned) return;
    this.#isPinned = false;
    this.#pointed = null;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#pointed, this.#isPinned);
  }

  /** Returns how to end it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const CursorContext = createContext(new CursorStore());
export const CursorProvider = CursorContext.Provider;

export function useCursorStore(): CursorStore {
  return useContext(CursorContext);
}
