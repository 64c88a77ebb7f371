'use client';
/**
 * What a page tells the frame around it: its title and place, the age of its numbers, its keys.
 * Pages call `usePage`; the top bar and the keyboard help read it.
 */
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';

export interface Crumb {
  label: string;
  /** A path; the scope of the view is added to it. */
  href: string;
}

export interface PageKey {
  /** As printed on the keys: `F`, `Ctrl Enter`, `← →`. */
  keys: string;
  what: string;
}

export interface PageFacts {
  title: string;
  /** The places above, outermost first. */
  breadcrumb?: readonly Crumb[] | undefined;
  /** When the numbers on screen were answered, Unix milliseconds (`dataUpdatedAt`); 0 or null = not yet. */
  updatedAt?: number | null | undefined;
  /** A refresh is under way. */
  fetching?: boolean | undefined;
  /** Why the last refresh failed while older numbers are still shown; draws the stale badge. */
  problem?: Error | null | undefined;
  /** Controls of the top bar that this page does not use. */
  without?: readonly ('namespaces' | 'window' | 'refresh')[] | undefined;
  /** For dense pages: the rail folds by itself below 1,500 px. */
  wide?: boolean | undefined;
  /** The page's own keys, for the keyboard help. */
  keys?: readonly PageKey[] | undefined;
}

interface PageStore {
  read(): PageFacts;
  write(facts: PageFacts): void;
  subscribe(listener: () => void): () => void;
}

const NO_PAGE: PageFacts = { title: '' };

/** Keeps the last facts; tells its readers only when one of them changed. */
export function createPageStore(): PageStore {
  let current = NO_PAGE;
  const listeners = new Set<() => void>();
  return {
    read: () => current,
    write: (facts) => {
      if (JSON.stringify(comparable(facts)) === JSON.stringify(comparable(current))) return;
      current = facts;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function comparable(facts: PageFacts) {
  return { ...facts, problem: facts.problem?.message ?? null };
}

const StoreContext = createContext<PageStore | null>(null);
const BadgesContext = createContext<{
  target: HTMLElement | null;
  setTarget: (el: HTMLElement | null) => void;
}>({
  target: null,
  setTarget: () => {},
});

export function PageProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createPageStore);
  const [target, setTarget] = useState<HTMLElement | null>(null);
  return (
    <StoreContext value={store}>
      <BadgesContext value={{ target, setTarget }}>{children}</BadgesContext>
    </StoreContext>
  );
}

/** Registers this page with the frame. Call it once per page, on every render. */
export function usePage(facts: PageFacts): void {
  const store = useContext(StoreContext);
  useEffect(() => store?.write(facts));
  useEffect(() => {
    document.title = facts.title === '' ? 'Periplus' : `${facts.title} · Periplus`;
  }, [facts.title]);
  useEffect(() => {
    document.documentElement.dataset.page = facts.wide === true ? 'wide' : '';
  }, [facts.wide]);
}

/** What the page on screen said. */
export function usePageFacts(): PageFacts {
  const store = useContext(StoreContext);
  return useSyncExternalStore(
    store?.subscribe ?? noSubscription,
    store?.read ?? (() => NO_PAGE),
    () => NO_PAGE,
  );
}

function noSubscription(): () => void {
  return () => {};
}

/** Puts pills or small tools beside the title in the top bar. */
export function PageBadges({ children }: { children: ReactNode }) {
  const { target } = useContext(BadgesContext);
  return target === null ? null : createPortal(children, target);
}

/** Where `PageBadges` appear. */
export function PageBadgesSlot() {
  const { setTarget } = useContext(BadgesContext);
  return <span ref={setTarget} className="flex min-w-0 shrink items-center gap-2 empty:hidden" />;
}
