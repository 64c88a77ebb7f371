'use client';
/** What an admin can do with a dashboard of the list. */
import { useQueryClient } from '@tanstack/react-query';
import { Copy, MoreVertical, Pencil, PenLine, Trash2 } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { dashboardQuery } from '@/components/dashboards/data/dashboard-queries';
import { useRemoveDashboard } from '@/components/dashboards/data/use-remove-dashboard';
import { CopySlot } from '@/components/dashboards/page/edit-slot';
import { useEditRights } from '@/components/dashboards/page/use-edit-rights';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import type { DashboardAnswer, DashboardEntry } from '@/lib/dashboards/library/contract';
import { RenameSlot } from './rename-slot';

export interface CardMenuProps {
  readonly entry: DashboardEntry;
  readonly notSavedBecause: string | null;
}

type Open = { readonly what: 'copy' | 'rename'; readonly answer: DashboardAnswer } | null;

export function CardMenu({ entry, notSavedBecause }: CardMenuProps) {
  const rights = useEditRights({ origin: entry.origin, notSavedBecause });
  const client = useQueryClient();
  const toast = useToast();
  const remove = useRemoveDashboard();
  const [open, setOpen] = useState<Open>(null);
  if (!rights.copy) return null;
  /** As it is stored now: the list knows no more than the title. */
  const withAnswer = async (then: (answer: DashboardAnswer) => unknown) => {
    try {
      then(await client.fetchQuery({ ...dashboardQuery(entry.uid), staleTime: 0 }));
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      toast({ title: `${entry.title} cannot be read`, description, tone: 'failing' });
    }
  };
  const removeIt = ({ dashboard, version }: DashboardAnswer) =>
    version === null ? undefined : remove(dashboard, version);
  return (
    <span className="relative">
      <CardMenuItems
        entry={entry}
        mayEdit={rights.edit}
        onCopy={() => void withAnswer((answer) => setOpen({ what: 'copy', answer }))}
        onRename={() => void withAnswer((answer) => setOpen({ what: 'rename', answer }))}
        onRemove={() => void withAnswer(removeIt)}
      />
      {open?.what === 'copy' && <CopySlot dashboard={open.answer.dashboard} onClose={() => setOpen(null)} />}
      {open?.what === 'rename' && <RenameSlot answer={open.answer} onClose={() => setOpen(null)} />}
    </span>
  );
}

interface CardMenuItemsProps {
  readonly entry: DashboardEntry;
  readonly mayEdit: boolean;
  readonly onCopy: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

function CardMenuItems({ entry, mayEdit, onCopy, onRename, onRemove }: CardMenuItemsProps) {
  return (
    <Menu
      align="end"
      className="w-44"
      trigger={
        <IconButton label={`More about ${entry.title}`}>
          <MoreVertical aria-hidden="true" />
        </IconButton>
      }
    >
      {mayEdit && (
        <>
          <MenuItem icon={<Pencil aria-hidden="true" />} asChild>
            <Link href={`/dashboards/${entry.uid}?edit=on` as Route} prefetch={false}>
              Edit
            </Link>
          </MenuItem>
          <MenuItem icon={<PenLine aria-hidden="true" />} onSelect={onRename}>
            Rename
          </MenuItem>
        </>
      )}
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={onCopy}>
        Save a copy
      </MenuItem>
      {mayEdit && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 aria-hidden="true" />} onSelect={onRemove}>
            Remove
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
