'use client';
/** Light, dark, or as the system has it; remembered by this browser and followed while the page is open. */
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

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [text, remember] = usePreference('theme', 'system');
  const choose = useCallback(
    (choice: ThemeChoice) => {
      remember(choice);
      applyTheme(choice);
    },
    [remember],
  );
  return [choiceOf(text), choose];
}

/** Follows the system's theme and the choice made in another tab; call it once. Returns what stops it. */
export function watchTheme(read: () => string | null): () => void {
  const media = window.matchMedia(DARK);
  const apply = () => applyTheme(choiceOf(read() ?? ''));
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
