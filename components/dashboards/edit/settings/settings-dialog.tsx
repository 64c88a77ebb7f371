'use client';
/** All of a dashboard that is no panel. Changes hold at once and can be taken back like any other. */
import { useId, useState } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { AnnotationsForm } from './annotations-form';
import { GeneralForm } from './general-form';
import { LinksForm } from './links-form';
import { VariablesForm } from './variables-form';

type Tab = 'general' | 'variables' | 'annotations' | 'links';

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { dashboard } = useEditorView();
  const id = useId();
  const [tab, setTab] = useState<Tab>('general');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Settings of the dashboard"
      size="lg"
      footer={
        <Button size="md" variant="primary" onClick={onClose}>
          Back to the panels
        </Button>
      }
    >
      <div className="-mx-4 -mt-3 grid min-h-[50vh] content-start">
        <Tabs
          id={id}
          label="Parts of the settings"
          value={tab}
          onValueChange={setTab}
          items={[
            { value: 'general', label: 'General' },
            { value: 'variables', label: 'Variables', count: dashboard.variables.length },
            { value: 'annotations', label: 'Marks', count: dashboard.annotations.length },
            { value: 'links', label: 'Links', count: dashboard.links.length },
          ]}
        />
        <TabPanel tabs={id} value={tab}>
          {tab === 'general' && <GeneralForm />}
          {tab === 'variables' && <VariablesForm />}
          {tab === 'annotations' && <AnnotationsForm />}
          {tab === 'links' && <LinksForm />}
        </TabPanel>
      </div>
    </Dialog>
  );
}
