'use client';
import type { InspectDialogProps } from '@/components/dashboards/inspect/inspect-dialog';
/** Where a panel is looked into; what shows it is loaded when it is wanted. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { Panel } from '@/lib/dashboards/model/panel';

const dialog = new DeferredPart<InspectDialogProps>(
  async () => (await import('@/components/dashboards/inspect/inspect-dialog')).InspectDialog,
);

export function InspectSlot({
  panel,
  onClose,
}: {
  readonly panel: Panel | null;
  readonly onClose: () => void;
}) {
  const InspectDialog = useDeferred(dialog, panel !== null);
  return panel === null || InspectDialog === null ? null : <InspectDialog panel={panel} onClose={onClose} />;
}
