'use client';
/**
 * Keys that work anywhere in the console. Single keys can be switched off
 * (https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html); Ctrl-K always works.
 */
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { usePreference } from '@/components/ui/preference';
import { type FrameDialog, useFrameDialogs } from './frame-dialogs';
import { DESTINATIONS } from './navigation';
import type { PageKey } from './page';
import { useRailFolded } from './rail';
import { useRefreshNow } from './refresh-control';
import { useScope, useScopedHref } from './scope';
import { DEFAULT_REFRESH_SECONDS } from './scope-codec';
import { useSettings } from './settings';
import { stepWindow } from './window-steps';

export const FRAME_KEYS: readonly PageKey[] = [
  { keys: 'Ctrl K', what: 'Go to a page, namespace, service, workload or object' },
  { keys: '?', what: 'Show this help' },
  { keys: 'R', what: 'Refresh now' },
  { keys: 'P', what: 'Pause or resume the refresh' },
  { keys: ', .', what: 'One time window back, one forward' },
  { keys: '[', what: 'Fold or unfold the menu' },
  ...DESTINATIONS.map(({ key, label }) => ({ keys: `G ${key}`, what: `Open ${label.toLowerCase()}` })),
  { keys: 'Esc', what: 'Close what is open on top' },
];

/** Milliseconds within which the second key of `G O` must follow. */
const SEQUENCE_MS = 1200;

/** Whether single keys act; Ctrl-K does in any case. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [value, remember] = usePreference('single-keys', 'on');
  return [value !== 'off', (on) => remember(on ? null : 'off')];
}

/** Where a key is text and not a command. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Listens on the document; call it once, in the frame. */
export function useShortcuts(): void {
  const dialogs = useFrameDialogs();
  const [singleKeys] = useSingleKeys();
  const act = useActions(dialogs.open);
  const state = useRef({ act, singleKeys, shown: dialogs.shown });
  state.current = { act, singleKeys, shown: dialogs.shown };
  useEffect(() => {
    let startedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const { act: run, singleKeys: allowed, shown } = state.current;
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && key === 'k') {
        event.preventDefault();
        run('palette');
        return;
      }
      const busy = shown !== null || document.querySelector('[role="dialog"],[role="menu"]') !== null;
      if (!allowed || event.ctrlKey || event.metaKey || busy || isTyping(event.target)) return;
      const second = performance.now() - startedAt < SEQUENCE_MS;
      startedAt = key === 'g' && !second ? performance.now() : 0;
      if (run(second ? `g ${key}` : event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function useActions(open: (dialog: FrameDialog) => void): (key: string) => boolean {
  const router = useRouter();
  const scope = useScope();
  const scoped = useScopedHref();
  const refresh = useRefreshNow();
  const [folded, fold] = useRailFolded();
  const { scrapeIntervalSeconds } = useSettings();
  return (key) => {
    const destination = DESTINATIONS.find((candidate) => `g ${candidate.key.toLowerCase()}` === key);
    if (destination !== undefined) router.push(scoped(destination.href) as typeof destination.href);
    else if (key === 'palette') open('palette');
    else if (key === '?') open('keys');
    else if (key === 'r') refresh();
    else if (key === 'p') {
      scope.set({ refreshSeconds: scope.refreshSeconds === null ? DEFAULT_REFRESH_SECONDS : null });
    } else if (key === ',' || key === '.') {
      const by = key === ',' ? -1 : 1;
      scope.set({ window: stepWindow(scope.window, by, Date.now() / 1000, scrapeIntervalSeconds) });
    } else if (key === '[') fold(!folded);
    else return false;
    return true;
  };
}
