'use client';
/** What the server told this page about its sources, needed before any answer arrives. */
import { createContext, type ReactNode, useContext } from 'react';

export interface ConsoleSettings {
  /** Windows shorter than four of these are not offered. */
  scrapeIntervalSeconds: number;
  /** How long Prometheus keeps metrics; null where it does not tell. */
  retentionSeconds: number | null;
  /** The name of this Periplus among several; '' when it has none. */
  instance: string;
  /** Who is signed in. */
  user: string;
  /** Names of the clusters that can be chosen, the first one first; empty where there is only one, or none. */
  clusters: readonly string[];
}

const SettingsContext = createContext<ConsoleSettings>({
  scrapeIntervalSeconds: 15,
  retentionSeconds: null,
  instance: '',
  user: '',
  clusters: [],
});

export function SettingsProvider({ settings, children }: { settings: ConsoleSettings; children: ReactNode }) {
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

export function useSettings(): ConsoleSettings {
  return useContext(SettingsContext);
}
