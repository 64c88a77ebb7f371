'use client';
/** All rows and panels of a dashboard, to be moved and resized. */
import { LayoutDashboard } from 'lucide-react';
import { useRef } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { EmptyState } from '@/components/ui/empty-state';
import { movePanel } from '@/lib/dashboards/edit/change';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { EditSection } from './edit-section';
import { PanelStepsProvider, usePanelSteps } from './panel-steps';
import { usePanelDrag } from './use-panel-drag';

export function EditGrid() {
  const { dashboard, apply } = useEditorView();
  const scroller = useRef<HTMLElement>(null);
  const { drag, grab } = usePanelDrag(scroller, apply);
  const steps = usePanelSteps();
  const shown = drag === null ? dashboard : movePanel(drag.id, drag.place, drag.section)(dashboard);
  const isEmpty = panelsOf(dashboard).length === 0 && dashboard.sections.length < 2;
  return (
    <section ref={scroller} aria-label="Panels" className="min-w-0 flex-1 overflow-y-auto">
      {isEmpty && (
        <EmptyState icon={<LayoutDashboard />} title="This dashboard has no panels yet">
          Add one: a time series, a figure, a table, or words.
        </EmptyState>
      )}
      <PanelStepsProvider value={steps}>
        <div className={`grid gap-2 p-3 ${drag === null ? '' : 'select-none'}`}>
          {shown.sections.map((section, at) => (
            <EditSection
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own that stays
              key={at}
              section={section}
              at={at}
              drag={drag}
              grab={grab}
            />
          ))}
        </div>
      </PanelStepsProvider>
    </section>
  );
}
