'use client';
/** Removes a saved dashboard at once, with the way to have it back. */
import { useQueryClient } from '@tanstack/react-query';
import { useToast } from '@/components/ui/toast';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { removeDashboard, saveDashboard } from './write-dashboard';

export type RemoveDashboard = (dashboard: Dashboard, version: string) => Promise<boolean>;

/** False = it was not removed; the reader has been told why. */
export function useRemoveDashboard(): RemoveDashboard {
  const client = useQueryClient();
  const toast = useToast();
  const failed = (title: string, error: unknown) =>
    toast({ title, description: error instanceof Error ? error.message : String(error), tone: 'failing' });
  const restore = async (dashboard: Dashboard) => {
    try {
      await saveDashboard(client, dashboard, null);
      toast({ title: `${dashboard.title} is back`, tone: 'healthy' });
    } catch (error) {
      failed(`${dashboard.title} is not back`, error);
    }
  };
  return async (dashboard, version) => {
    try {
      await removeDashboard(client, dashboard.uid, version);
    } catch (error) {
      failed(`${dashboard.title} was not removed`, error);
      return false;
    }
    toast({
      title: `${dashboard.title} is removed`,
      action: { label: 'Undo', onSelect: () => void restore(dashboard) },
    });
    return true;
  };
}
