'use client';
/** The frame around every page: rail, top bar, and the page in what is left. */
import { type ReactNode, useEffect } from 'react';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { readPreference } from '@/components/ui/preference';
import { ClusterGuard } from './cluster-guard';
import { FrameDialogsProvider, useFrameDialogs } from './frame-dialogs';
import { Providers } from './providers';
import { Rail } from './rail';
import { type ConsoleSettings, SettingsProvider } from './settings';
import { useShortcuts } from './shortcuts';
import { watchTheme } from './theme';
import { TopBar } from './top-bar';

export function Frame({ settings, children }: { settings: ConsoleSettings; children: ReactNode }) {
  return (
    <Providers>
      <SettingsProvider settings={settings}>
        <FrameDialogsProvider>
          <FrameGrid>{children}</FrameGrid>
        </FrameDialogsProvider>
      </SettingsProvider>
    </Providers>
  );
}

function FrameGrid({ children }: { children: ReactNode }) {
  useShortcuts();
  useEffect(() => watchTheme(() => readPreference('theme')), []);
  return (
    <div className="print-page grid h-dvh grid-cols-[216px_minmax(0,1fr)] grid-rows-[48px_minmax(0,1fr)] overflow-hidden folded:grid-cols-[56px_minmax(0,1fr)]">
      <a
        href="#main"
        className="-translate-y-20 fixed top-2 left-2 z-50 rounded-control border border-line bg-surface px-3 py-2 font-medium text-accent shadow-overlay focus:translate-y-0"
      >
        To the content
      </a>
      <Rail />
      <TopBar />
      <main id="main" tabIndex={-1} className="relative min-h-0 min-w-0 overflow-auto">
        <ClusterGuard>{children}</ClusterGuard>
      </main>
      <DialogsOnDemand />
    </div>
  );
}

const commandPalette = new DeferredPart(async () => (await import('./frame-parts')).CommandPalette);
const keyboardHelp = new DeferredPart(async () => (await import('./frame-parts')).KeyboardHelp);

/** Both open themselves when it is their turn, also when they arrive after they were asked for. */
function DialogsOnDemand() {
  const { shown } = useFrameDialogs();
  const CommandPalette = useDeferred(commandPalette, shown === 'palette');
  const KeyboardHelp = useDeferred(keyboardHelp, shown === 'keys');
  return (
    <>
      {CommandPalette !== null && <CommandPalette />}
      {KeyboardHelp !== null && <KeyboardHelp />}
    </>
  );
}
