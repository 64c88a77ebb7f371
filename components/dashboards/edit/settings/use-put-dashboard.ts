'use client';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';

/** Changes some fields of the dashboard itself. `subject` joins letters typed into one field to one step of undo. */
export function usePutDashboard(): (part: Partial<Dashboard>, subject?: string) => void {
  const { apply } = useEditorView();
  return (part, subject) => apply((dashboard) => ({ ...dashboard, ...part }), subject);
}
