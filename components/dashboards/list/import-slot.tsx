'use client';
/** The way to import a dashboard; the dialog is loaded when it is wanted. */
import { useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { sessionQuery } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { ImportDialogProps } from './import-dialog';

const dialog = new DeferredPart<ImportDialogProps>(
  async () => (await import('./import-dialog')).ImportDialog,
);

export function ImportSlot({ notSavedBecause }: { readonly notSavedBecause: string | null }) {
  const [open, setOpen] = useState(false);
  const { data: session } = useQuery(sessionQuery);
  const ImportDialog = useDeferred(dialog, open);
  const why =
    notSavedBecause ??
    (session === undefined || session.mayWrite
      ? null
      : 'Only admins save dashboards; you can look at the report.');
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Upload aria-hidden="true" />
        Import
      </Button>
      {open && ImportDialog !== null && <ImportDialog notSavedBecause={why} onClose={() => setOpen(false)} />}
    </>
  );
}
