'use client';
/**
 * A choice that this browser remembers (rail folded, panel width, time zone). Kept in localStorage,
 * shared by every component and tab that reads the same key; never part of the URL.
 */
import { useCallback, useSyncExternalStore } from 'react';
import { PREFERENCE_PREFIX } from './preference-prefix';

const listeners = new Map<string, Set<() => void>>();

/** The text remembered under `key`, null when there is none or storage is not allowed. */
export function readPreference(key: string): string | null {
  try {
    return window.localStorage.getItem(PREFERENCE_PREFIX + key);
  } catch {
    return null;
  }
}

/** Remembers `value` (null forgets it) and tells every reader. Without storage the choice lasts for no longer than the page. */
export function writePreference(key: string, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(PREFERENCE_PREFIX + key);
    else window.localStorage.setItem(PREFERENCE_PREFIX + key, value);
  } catch {
    // Storage is full or forbidden: the page works without it.
  }
  for (const listener of listeners.get(key) ?? []) listener();
}

function subscribe(key: string, listener: () => void): () => void {
  const own = listeners.get(key) ?? new Set();
  listeners.set(key, own.add(listener));
  const onStorage = (event: StorageEvent) => {
    if (event.key === PREFERENCE_PREFIX + key || event.key === null) listener();
  };
  window.addEventListener('storage', onStorage);
  return () => {
    own.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

/** The remembered text and its setter. On the server and while hydrating it is `fallback`. */
export function usePreference(key: string, fallback: string): [string, (value: string | null) => void] {
  const value = useSyncExternalStore(
    useCallback((listener) => subscribe(key, listener), [key]),
    () => readPreference(key) ?? fallback,
    () => fallback,
  );
  const set = useCallback((next: string | null) => writePreference(key, next), [key]);
  return [value, set];
}
