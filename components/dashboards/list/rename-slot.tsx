'use client';
/** Where a dashboard gets another title; the dialog is loaded when it is wanted. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { RenameDialogProps } from './rename-dialog';

const dialog = new DeferredPart<RenameDialogProps>(
  async () => (await import('./rename-dialog')).RenameDialog,
);

export function RenameSlot(props: RenameDialogProps) {
  const RenameDialog = useDeferred(dialog, true);
  return RenameDialog === null ? null : <RenameDialog {...props} />;
}
