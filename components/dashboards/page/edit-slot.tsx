'use client';
/** Where a dashboard is changed; what does it is loaded when it is wanted. */
import type { EditPageProps } from '@/components/dashboards/edit/edit-page';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { PageSkeleton } from './page-skeleton';
import type { SaveCopyDialogProps } from './save-copy-dialog';

const editPage = new DeferredPart<EditPageProps>(
  async () => (await import('@/components/dashboards/edit/edit-page')).EditPage,
);
const copyDialog = new DeferredPart<SaveCopyDialogProps>(
  async () => (await import('./save-copy-dialog')).SaveCopyDialog,
);

export function EditSlot(props: EditPageProps) {
  const EditPage = useDeferred(editPage, true);
  return EditPage === null ? <PageSkeleton /> : <EditPage {...props} />;
}

export function CopySlot(props: SaveCopyDialogProps) {
  const SaveCopyDialog = useDeferred(copyDialog, true);
  return SaveCopyDialog === null ? null : <SaveCopyDialog {...props} />;
}
