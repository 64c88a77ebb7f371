'use client';
/** Where a dashboard stands on another page; its charts are loaded when they are wanted. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { EmbeddedDashboardProps } from './embedded-dashboard';

const embedded = new DeferredPart<EmbeddedDashboardProps>(
  async () => (await import('./embedded-dashboard')).EmbeddedDashboard,
);

export function EmbeddedSlot(props: EmbeddedDashboardProps) {
  const EmbeddedDashboard = useDeferred(embedded, true);
  return EmbeddedDashboard === null ? null : <EmbeddedDashboard {...props} />;
}
