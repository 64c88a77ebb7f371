'use client';
/**
 * Light, dark, or as the system has it; remembered by this browser and followed while the page is open. An address may
 * ask for one (`?theme=dark`), for a screen on a wall where nobody opens a menu: it goes before, and is not remembered.
 */
import { useCallback, useSyncExternalStore } from 'react';
import { usePreference } from '@/components/ui/preference';

export type ThemeChoice = 'light' | 'dark' | 'system';

const DARK = '(prefers-color-scheme: dark)';

function choiceOf(text: string): ThemeChoice {
  return text === 'light' || text === 'dark' ? text : 'system';
}

/** Puts the theme that a choice means onto the document. */
export function applyTheme(choice: ThemeChoice): void {
  const dark = choice === 'dark' || (choice === 'system' && window.matchMedia(DARK).matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** What the query of an address asks for; null = nothing that there is. The script of the document reads it the same way. */
export function themeOfAddress(search: string): 'light' | 'dark' | null {
  const [, asked] = /[?&]theme=(light|dark)(&|$)/.exec(search) ?? [];
  return asked === 'light' || asked === 'dark' ? asked : null;
}

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [text, remember] = usePreference('theme', 'system');
  const choose = useCallback(
    (choice: ThemeChoice) => {
      remember(choice);
      forgetAddress();
      applyTheme(choice);
    },
    [remember],
  );
  return [choiceOf(text), choose];
}

/** Who chooses means it, also at the next load. */
function forgetAddress(): void {
  if (themeOfAddress(window.location.search) === null) return;
  const url = new URL(window.location.href);
  url.searchParams.delete('theme');
  window.history.replaceState(window.history.state, '', url);
}

/** Follows the system's theme and the choice made in another tab; call it once. Returns what stops it. */
export function watchTheme(read: () => string | null): () => void {
  const media = window.matchMedia(DARK);
  const apply = () => applyTheme(themeOfAddress(window.location.search) ?? choiceOf(read() ?? ''));
  media.addEventListener('change', apply);
  window.addEventListener('storage', apply);
  return () => {
    media.removeEventListener('change', apply);
    window.removeEventListener('storage', apply);
  };
}

/** The theme on screen, for what is painted outside CSS (canvas, SVG images): changes when it changes. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribeToTheme, themeNow, () => 'light');
}

function subscribeToTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function themeNow(): 'light' | 'dark' {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}
