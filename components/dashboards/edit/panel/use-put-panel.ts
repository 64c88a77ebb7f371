'use client';
/** Changes of the panel that is being edited. */
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { putPanel } from '@/lib/dashboards/edit/change';
import type { Panel } from '@/lib/dashboards/model/panel';

/** `subject` joins letters typed into one field to one step of undo. */
export type PutPanel<P extends Panel> = (part: Partial<P>, subject?: string) => void;

export function usePutPanel<P extends Panel>(panel: P): PutPanel<P> {
  const { apply } = useEditorView();
  return (part, subject) =>
    apply(
      putPanel({ ...panel, ...part }),
      subject === undefined ? undefined : `${subject} of panel ${panel.id}`,
    );
}
