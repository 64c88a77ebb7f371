'use client';
/** The edit mode of a dashboard: its panels on the grid, the editor of one beside them. Loaded when it is wanted. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { InspectSlot } from '@/components/dashboards/page/inspect-slot';
import { TimePicker } from '@/components/dashboards/page/time-picker';
import { useView } from '@/components/dashboards/page/use-view';
import { VariableBar } from '@/components/dashboards/page/variable-bar';
import { CursorProvider, CursorStore } from '@/components/dashboards/view/cursor';
import { DashboardProvider } from '@/components/dashboards/view/dashboard-context';
import { RawFrames } from '@/components/dashboards/view/raw-frames';
import { sessionQuery } from '@/components/shell/session';
import { useTimeZone } from '@/components/shell/time-zone';
import { findPanel } from '@/lib/dashboards/edit/change';
import type { DashboardAnswer } from '@/lib/dashboards/library/contract';
import { EditBar } from './edit-bar';
import { EditorProvider, type EditorView } from './editor-context';
import { EditGrid } from './grid/edit-grid';
import { PanelEditor } from './panel/panel-editor';
import { useEditor } from './use-editor';
import { useEditorKeys } from './use-editor-keys';

export interface EditPageProps {
  readonly answer: DashboardAnswer;
  /** Id of the panel whose editor is open. */
  readonly selected: number | null;
  readonly onSelect: (panel: number | null) => void;
  readonly onDone: () => void;
}

export function EditPage(props: EditPageProps) {
  const { data: session } = useQuery(sessionQuery);
  return session === undefined ? null : <Editing {...props} user={session.user} />;
}

function Editing({ answer, selected, onSelect, onDone, user }: EditPageProps & { readonly user: string }) {
  const editor = useEditor(answer, user);
  const [said, announce] = useState('');
  const view = useMemo(
    (): EditorView => ({ ...editor, selected, select: onSelect, announce }),
    [editor, selected, onSelect],
  );
  useEditorKeys(view);
  const { dashboard } = editor;
  const page = useView(dashboard);
  const [rawFrames] = useState(() => new RawFrames());
  const shown = useMemo(() => ({ ...page.view, isEdited: true, rawFrames }), [page.view, rawFrames]);
  const [cursor] = useState(() => new CursorStore());
  const [clock] = useTimeZone();
  const edited = selected === null ? null : findPanel(dashboard, selected);
  useEffect(() => {
    // Undo may have taken it away.
    if (selected !== null && edited === null) onSelect(null);
  }, [selected, edited, onSelect]);
  return (
    <EditorProvider value={view}>
      <DashboardProvider value={shown}>
        <CursorProvider value={cursor}>
          <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)]">
            <EditBar onDone={onDone} />
            <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-3 py-1.5">
              <VariableBar variables={page.variables} />
              <span className="min-w-2 flex-1" />
              <TimePicker
                time={page.timeState.time}
                window={page.view.plan.window}
                zone={page.zone}
                clock={clock}
                onChange={page.timeState.set}
              />
            </div>
            <div className="flex min-h-0">
              <EditGrid />
              {edited !== null && <PanelEditor key={edited.panel.id} panel={edited.panel} />}
            </div>
            <output aria-live="polite" className="sr-only">
              {said}
            </output>
          </div>
          <InspectSlot
            panel={page.inspected === null ? null : (findPanel(dashboard, page.inspected)?.panel ?? null)}
            onClose={() => page.view.inspect(null)}
          />
        </CursorProvider>
      </DashboardProvider>
    </EditorProvider>
  );
}
