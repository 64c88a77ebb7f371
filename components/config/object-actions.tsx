'use client';
/** What can be done with the object as a whole. */
import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { ObjectWrites } from './use-object-writes';

export function ObjectActions({ name, writes }: { name: string; writes: ObjectWrites }) {
  return (
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
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden="true" />} danger onSelect={writes.remove}>
        Delete {name}
      </MenuItem>
    </Menu>
  );
}
