'use client';
/**
 * What a page's first picture does not need waits until that picture is on screen: questions to the server that would
 * compete with the picture's own, and scripts of parts that nobody has opened yet.
 */
import { useCallback, useEffect, useId, useLayoutEffect, useSyncExternalStore } from 'react';

/** Milliseconds after which a page that is never at rest counts as one that is. */
const LATEST_MS = 2000;

/** Names of the pictures that are not there yet. */
const awaited = new Set<string>();
const listeners = new Set<() => void>();
/** The first scripts have done their work. */
let rested = false;

function tellAll(): void {
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

// There is no layout on the server, and React says so.
const useEarlyEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * A page says that its first picture takes work. What can wait does so until the returned function is called, `over` is
 * true (it failed, there is nothing to draw), or the page is left.
 */
export function useAwaitedPicture(over: boolean): () => void {
  const name = useId();
  const shown = useCallback(() => {
    if (awaited.delete(name)) tellAll();
  }, [name]);
  useEarlyEffect(() => {
    awaited.add(name);
    tellAll();
    return shown;
  }, [name, shown]);
  useEarlyEffect(() => {
    if (over) shown();
  }, [over, shown]);
  return shown;
}

/** Whether the page has come to rest and its picture, where it has one, is on screen. */
export function useAfterPicture(): boolean {
  useEffect(() => {
    if (rested) return;
    return whenAtRest(() => {
      rested = true;
      tellAll();
    });
  }, []);
  return useSyncExternalStore(
    subscribe,
    () => rested && awaited.size === 0,
    () => false,
  );
}

/** Runs once the browser has nothing else to do and no picture is awaited; returns how to cancel. */
export function afterPicture(run: () => void): () => void {
  let cancel = () => {};
  const later = () => {
    cancel = whenAtRest(() => {
      if (awaited.size === 0) {
        run();
        return;
      }
      const stop = subscribe(() => {
        if (awaited.size > 0) return;
        stop();
        later();
      });
      cancel = stop;
    });
  };
  later();
  return () => cancel();
}

function whenAtRest(run: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, LATEST_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: LATEST_MS });
  return () => cancelIdleCallback(handle);
}
