'use client';
/** The way to a new dashboard, for those who may save one. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { CopySlot } from '@/components/dashboards/page/edit-slot';
import { useEditRights } from '@/components/dashboards/page/use-edit-rights';
import { Button } from '@/components/ui/button';

export function NewDashboardButton({ notSavedBecause }: { readonly notSavedBecause: string | null }) {
  const { copy } = useEditRights({ origin: 'saved', notSavedBecause });
  const [open, setOpen] = useState(false);
  if (!copy) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        New dashboard
      </Button>
      {open && <CopySlot dashboard={null} onClose={() => setOpen(false)} />}
    </>
  );
}
