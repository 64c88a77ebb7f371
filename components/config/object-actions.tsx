'use client';
/** What can be done with the object as a whole. */
import { CopyPlus, Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useReasonAgainst } from '@/components/shell/write-rights';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { Assessment } from '@/lib/config/contract';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectDraft } from './use-object-draft';
import type { ObjectWrites } from './use-object-writes';

const deleteDialog = new DeferredPart(async () => (await import('./object-dialogs')).DeleteDialog);
const newObjectDialog = new DeferredPart(async () => (await import('./new-object-dialog')).NewObjectDialog);

export interface ObjectActionsProps {
  id: ObjectId;
  draft: ObjectDraft;
  writes: ObjectWrites;
  references: Assessment['references'] | undefined;
}

export function ObjectActions({ id, draft, writes, references }: ObjectActionsProps) {
  const refused = useReasonAgainst([{ id, text: null, baseVersion: draft.base?.version ?? null }]);
  const [deleting, setDeleting] = useState(false);
  const [copying, setCopying] = useState(false);
  const DeleteDialog = useDeferred(deleteDialog, deleting);
  const NewObjectDialog = useDeferred(newObjectDialog, copying);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label="More actions">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem
          icon={<RotateCcw aria-hidden="true" />}
          disabled={writes.undoLastSave === null}
          onSelect={() => writes.undoLastSave?.()}
        >
          Undo the last save
        </MenuItem>
        <MenuItem icon={<CopyPlus aria-hidden="true" />} onSelect={() => setCopying(true)}>
          Copy as a new object
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Trash2 aria-hidden="true" />}
          danger
          disabled={refused !== null}
          onSelect={() => setDeleting(true)}
        >
          <span className="grid">
            Delete {id.name}
            {refused !== null && <span className="max-w-64 text-pretty text-xs">{refused}</span>}
          </span>
        </MenuItem>
      </Menu>
      {DeleteDialog !== null && draft.base !== null && (
        <DeleteDialog
          id={id}
          version={draft.base.version}
          open={deleting}
          onOpenChange={setDeleting}
          references={references}
          busy={writes.busy}
          onDelete={() => {
            setDeleting(false);
            writes.remove();
          }}
        />
      )}
      {NewObjectDialog !== null && (
        <NewObjectDialog open={copying} onOpenChange={setCopying} copyOf={{ id, text: draft.text }} />
      )}
    </>
  );
}
