'use client';
/** The panel at the right: what the text means, and what was found in it. */
import { memo, useState } from 'react';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { SidePanel } from '@/components/ui/side-panel';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { Draft } from '@/lib/config/simulation/request-contract';
import type { ObjectId } from '@/lib/config/store';
import type { TextEdit } from '@/lib/config/yaml/problem';
import { ExplanationPanel } from './explanation-panel';
import { FindingsPanel } from './findings-panel';
import { appearedElsewhere, counted } from './problem-set';

const eventsCard = new DeferredPart(async () => (await import('@/components/events/events-card')).EventsCard);
const impactPanel = new DeferredPart(async () => (await import('./impact/impact-panel')).ImpactPanel);
const tryPanel = new DeferredPart(async () => (await import('./try/try-panel')).TryPanel);

export interface MeaningPanelProps {
  id: ObjectId;
  /** Texts that are not saved. */
  drafts: readonly Draft[];
  kind: string;
  assessment: Assessment | undefined;
  problems: readonly JudgedProblem[];
  elsewhere: readonly ElsewhereAnswer[];
  isNew: (problem: JudgedProblem) => boolean;
  isOutdated: boolean;
  mayFix: boolean;
  onLine: (line: number) => void;
  onFix: (edits: readonly TextEdit[]) => void;
}

type Tab = 'explanation' | 'findings' | 'try' | 'impact';

export function MeaningPanel(props: MeaningPanelProps) {
  const [tab, setTab] = useState<Tab>('explanation');
  const count = counted(props.problems).length + appearedElsewhere(props.elsewhere).length;
  const EventsCard = useDeferred(eventsCard, tab === 'explanation');
  const ImpactPanel = useDeferred(impactPanel, tab === 'impact');
  const TryPanel = useDeferred(tryPanel, tab === 'try');
  return (
    <SidePanel
      name="config-panel"
      label="Meaning and findings"
      defaultWidth={500}
      minWidth={340}
      maxWidth={760}
      className="max-lg:max-w-[50vw]"
    >
      <MeaningTabs tab={tab} onTab={setTab} count={count} />
      <TabPanel tabs="meaning" value={tab} className="min-h-0 flex-1 overflow-y-auto">
        {tab === 'explanation' && (
          <ExplanationPanel
            assessment={props.assessment}
            kind={props.kind}
            isOutdated={props.isOutdated}
            onLine={props.onLine}
          />
        )}
        {tab === 'explanation' && EventsCard !== null && (
          <div className="p-3 empty:hidden">
            <EventsCard about={props.id} onlyIfAny />
          </div>
        )}
        {tab === 'findings' && (
          <FindingsPanel
            id={props.id}
            problems={props.problems}
            elsewhere={props.elsewhere}
            isNew={props.isNew}
            mayFix={props.mayFix}
            onLine={props.onLine}
            onFix={props.onFix}
          />
        )}
        {tab === 'try' && TryPanel !== null && (
          <TryPanel open={props.id} drafts={props.drafts} onLine={props.onLine} />
        )}
        {tab === 'impact' && ImpactPanel !== null && (
          <ImpactPanel drafts={props.drafts} open={props.id} onLine={props.onLine} />
        )}
      </TabPanel>
    </SidePanel>
  );
}

const MeaningTabs = memo(function MeaningTabs({
  tab,
  onTab,
  count,
}: {
  tab: Tab;
  onTab: (tab: Tab) => void;
  count: number;
}) {
  return (
    <Tabs
      id="meaning"
      label="Meaning and findings"
      value={tab}
      onValueChange={onTab}
      className="h-10"
      items={[
        { value: 'explanation', label: 'Explanation' },
        { value: 'findings', label: 'Findings', ...(count > 0 && { count }) },
        { value: 'try', label: 'Try a request' },
        { value: 'impact', label: 'Impact' },
      ]}
    />
  );
});
