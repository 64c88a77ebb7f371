'use client';
/** A dashboard saved under a name of its own, then opened to be changed. Also where a new one begins. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { dashboardListQuery } from '@/components/dashboards/data/dashboard-queries';
import { saveDashboard } from '@/components/dashboards/data/write-dashboard';
import { TitleDialog } from '@/components/dashboards/title-dialog';
import { copyOf, freeUid, newDashboard } from '@/lib/dashboards/edit/copy';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

export interface SaveCopyDialogProps {
  /** null = a new one without panels. */
  readonly dashboard: Dashboard | null;
  readonly onClose: () => void;
}

export function SaveCopyDialog({ dashboard, onClose }: SaveCopyDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const { data: list } = useQuery(dashboardListQuery);
  const taken = new Set((list?.dashboards ?? []).map(({ uid }) => uid));
  const isNew = dashboard === null;
  return (
    <TitleDialog
      heading={isNew ? 'New dashboard' : 'Save a copy'}
      initial={isNew ? '' : `${dashboard.title} (copy)`}
      hint={(title) =>
        title === '' ? 'It can be changed later.' : `Its address ends in /${freeUid(title, taken)}, for good.`
      }
      action={isNew ? 'Create and edit' : 'Save and edit'}
      ready={list !== undefined}
      onTitle={async (title) => {
        const made = isNew ? newDashboard(title, taken) : copyOf(dashboard, title, taken);
        await saveDashboard(client, made, null);
        router.push(`/dashboards/${made.uid}?edit=on`);
      }}
      onClose={onClose}
    />
  );
}
