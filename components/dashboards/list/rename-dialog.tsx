'use client';
/** Another title for a dashboard; its address stays, so that no link breaks. */
import { useQueryClient } from '@tanstack/react-query';
import { saveDashboard } from '@/components/dashboards/data/write-dashboard';
import { TitleDialog } from '@/components/dashboards/title-dialog';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';

export interface RenameDialogProps {
  readonly answer: DashboardAnswer;
  readonly onClose: () => void;
}

export function RenameDialog({ answer: { dashboard, version }, onClose }: RenameDialogProps) {
  const client = useQueryClient();
  return (
    <TitleDialog
      heading={`Rename ${dashboard.title}`}
      initial={dashboard.title}
      hint={() => `Its address stays /dashboards/${dashboard.uid}.`}
      action="Rename"
      ready
      onTitle={async (title) => {
        await saveDashboard(client, { ...dashboard, title }, version);
      }}
      onClose={onClose}
    />
  );
}
