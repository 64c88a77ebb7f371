'use client';
/** The dashboard as JSON: to be changed, and what differs from what is stored. */
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DiffView } from '@/components/config/diff-view';
import { LinesSkeleton } from '@/components/config/editor-skeleton';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { readJson } from '@/components/dashboards/edit/form/read-json';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { dashboardSchema } from '@/lib/dashboards/model/dashboard';
import { dashboardText } from './dashboard-text';

const JsonEditor = dynamic(() => import('./json-editor').then((module) => module.JsonEditor), {
  ssr: false,
  loading: LinesSkeleton,
});

export function JsonDialog({ onClose }: { readonly onClose: () => void }) {
  const { dashboard, stored, apply } = useEditorView();
  const given = dashboardText(dashboard);
  const [text, setText] = useState(given);
  const [side, setSide] = useState<'text' | 'difference'>('text');
  const isTyped = text !== given;
  const read = isTyped ? readDashboard(text, dashboard.uid) : null;
  const mistake = read !== null && 'mistake' in read ? read.mistake : null;
  const take = () => {
    if (read === null || 'mistake' in read) return;
    apply(() => read.value);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="full"
      title="JSON of the dashboard"
      footer={
        <>
          {mistake !== null && (
            <p role="alert" className="mr-auto min-w-0 truncate text-failing text-sm" title={mistake}>
              {mistake}
            </p>
          )}
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" disabled={!isTyped || mistake !== null} onClick={take}>
            Take over
          </Button>
        </>
      }
    >
      <div className="grid gap-2">
        <SegmentedControl
          label="Shown"
          className="justify-self-start"
          value={side}
          onValueChange={setSide}
          segments={[
            { value: 'text', label: 'Text' },
            { value: 'difference', label: 'Difference from what is stored' },
          ]}
        />
        <div className="h-[58vh] overflow-hidden rounded-control border border-line">
          {side === 'text' ? (
            <JsonEditor label="JSON of the dashboard" text={text} onText={setText} />
          ) : (
            <DiffView
              before={dashboardText(stored)}
              after={text}
              beforeLabel="Stored"
              afterLabel="Here, not saved"
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function readDashboard(text: string, uid: string) {
  const read = readJson(text, dashboardSchema);
  if ('mistake' in read || read.value.uid === uid) return read;
  return { mistake: `uid: it stays "${uid}". Save a copy to have another.` };
}
