'use client';
/** What the queries of panels answered, for the editor beside them: it offers the names of fields that there are. */
import { useCallback, useSyncExternalStore } from 'react';
import type { Frame } from '@/lib/dashboards/frames/frame';
import { useDashboard } from './dashboard-context';

const NONE: readonly Frame[] = [];

export class RawFrames {
  readonly #frames = new Map<number, readonly Frame[]>();
  readonly #listeners = new Set<() => void>();

  /** Before the transformations of the panel. */
  of(panelId: number): readonly Frame[] {
    return this.#frames.get(panelId) ?? NONE;
  }

  put(panelId: number, frames: readonly Frame[]): void {
    if (this.#frames.get(panelId) === frames) return;
    this.#frames.set(panelId, frames);
    for (const listener of this.#listeners) listener();
  }

  /** Returns how to end it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Empty while nothing was answered, and where panels are only shown. */
export function useRawFrames(panelId: number): readonly Frame[] {
  const { rawFrames } = useDashboard();
  const subscribe = useCallback(
    (listener: () => void) => rawFrames?.subscribe(listener) ?? (() => undefined),
    [rawFrames],
  );
  return useSyncExternalStore(
    subscribe,
    () => rawFrames?.of(panelId) ?? NONE,
    () => NONE,
  );
}
