'use client';
/**
 * One cursor for all charts of a dashboard. A store outside of React: pointing moves a line in thirty charts without
 * drawing one of them anew.
 */
import { createContext, useContext } from 'react';

export class CursorStore {
  #atMs: number | null = null;
  readonly #listeners = new Set<(atMs: number | null) => void>();

  get atMs(): number | null {
    return this.#atMs;
  }

  set(atMs: number | null): void {
    if (atMs === this.#atMs) return;
    this.#atMs = atMs;
    for (const listener of this.#listeners) listener(atMs);
  }

  /** Returns how to end it. */
  subscribe(listener: (atMs: number | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const CursorContext = createContext(new CursorStore());
export const CursorProvider = CursorContext.Provider;

export function useCursorStore(): CursorStore {
  return useContext(CursorContext);
}
