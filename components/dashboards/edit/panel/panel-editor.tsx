'use client';
/** Beside the grid: all about one panel, which shows every change at once. */
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { IconButton } from '@/components/ui/icon-button';
import { SidePanel } from '@/components/ui/side-panel';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { panelTypeTitle } from '@/lib/dashboards/edit/new-panel';
import { asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { FieldsTab } from './fields-tab';
import { MoreTab } from './more-tab';
import { OverridesTab } from './overrides/overrides-tab';
import { PanelTab } from './panel-tab';
import { QueriesTab } from './queries-tab';
import { TransformTab } from './transform/transform-tab';

type Tab = 'queries' | 'transform' | 'panel' | 'fields' | 'overrides' | 'more';

export function PanelEditor({ panel }: { readonly panel: Panel }) {
  const { select } = useEditorView();
  const id = useId();
  const asks = asksQueries(panel);
  const [chosen, setChosen] = useState<Tab>('queries');
  const tab: Tab = asks || chosen === 'panel' || chosen === 'more' ? chosen : 'panel';
  return (
    <SidePanel name="panel-editor" label="Panel editor" defaultWidth={500} minWidth={380} maxWidth={800}>
      <header className="flex items-center gap-2 border-line border-b py-2 pr-2 pl-4">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-base">
            {panel.title === '' ? `Panel ${panel.id}` : panel.title}
          </h2>
          <p className="text-text-3 text-xs">{panelTypeTitle(panel)}</p>
        </div>
        <IconButton label="Close the panel editor" shortcut="Esc" onClick={() => select(null)}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <Tabs
        id={id}
        label="Parts of the panel"
        value={tab}
        onValueChange={setChosen}
        items={[
          ...(asks
            ? [
                { value: 'queries' as const, label: 'Queries', count: panel.targets.length },
                { value: 'transform' as const, label: 'Transform', ...counted(panel.transformations) },
              ]
            : []),
          { value: 'panel', label: 'Panel' },
          ...(asks
            ? [
                { value: 'fields' as const, label: 'Figures' },
                { value: 'overrides' as const, label: 'Overrides', ...counted(panel.field.overrides) },
              ]
            : []),
          { value: 'more', label: 'More' },
        ]}
      />
      <TabPanel tabs={id} value={tab} className="min-h-0 flex-1 overflow-y-auto">
        {tab === 'queries' && asks && <QueriesTab panel={panel} />}
        {tab === 'panel' && <PanelTab panel={panel} />}
        {tab === 'fields' && asks && <FieldsTab panel={panel} />}
        {tab === 'transform' && asks && <TransformTab panel={panel} />}
        {tab === 'overrides' && asks && <OverridesTab panel={panel} />}
        {tab === 'more' && <MoreTab panel={panel} />}
      </TabPanel>
    </SidePanel>
  );
}

/** None is not counted. */
function counted({ length }: readonly unknown[]): { readonly count?: number } {
  return length === 0 ? {} : { count: length };
}
