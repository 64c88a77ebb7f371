'use client';
/** The overview's cards whose scripts do not belong to the page's first ones. */
import { useEffect } from 'react';
import { DeferredPart } from '@/components/ui/deferred';

export const mtlsCard = new DeferredPart(async () => (await import('./mtls-card')).MtlsCard);
export const healthCard = new DeferredPart(async () => (await import('./health-card')).HealthCard);
export const callsCard = new DeferredPart(async () => (await import('./calls-card')).CallsCard);
export const changesCard = new DeferredPart(async () => (await import('./changes-card')).ChangesCard);
export const configurationCard = new DeferredPart(
  async () => (await import('./configuration-card')).ConfigurationCard,
);
export const sourcesCard = new DeferredPart(async () => (await import('./sources-card')).SourcesCard);
export const controlPlaneCard = new DeferredPart(
  async () => (await import('./control-plane-card')).ControlPlaneCard,
);

/** Seldom needed: waited for only where they are shown. */
export const partialNote = new DeferredPart(async () => (await import('./partial-note')).PartialNote);
export const nothingSeen = new DeferredPart(async () => (await import('./nothing-seen')).NothingSeen);

const PARTS = [
  mtlsCard,
  healthCard,
  changesCard,
  configurationCard,
  sourcesCard,
  callsCard,
  controlPlaneCard,
];

/** Fetches the scripts while the first answer is on its way, so that the cards do not wait for one after the other. */
export function useLaterParts(): void {
  useEffect(() => {
    for (const part of PARTS) {
      // Whoever shows the card tries again and tells.
      part.load().catch(() => undefined);
    }
  }, []);
}
