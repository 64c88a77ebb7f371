'use client';
/** The panel at the right: what the text means, and what was found in it. */
import { useState } from 'react';
import { SidePanel } from '@/components/ui/side-panel';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { TextEdit } from '@/lib/config/yaml/problem';
import { ExplanationPanel } from './explanation-panel';
import { FindingsPanel } from './findings-panel';
import { appearedElsewhere, counted } from './problem-set';

export interface MeaningPanelProps {
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

type Tab = 'explanation' | 'findings';

export function MeaningPanel(props: MeaningPanelProps) {
  const [tab, setTab] = useState<Tab>('explanation');
  const count = counted(props.problems).length + appearedElsewhere(props.elsewhere).length;
  return (
    <SidePanel
      name="config-panel"
      label="Meaning and findings"
      defaultWidth={500}
      minWidth={340}
      maxWidth={760}
    >
      <Tabs
        id="meaning"
        label="Meaning and findings"
        value={tab}
        onValueChange={setTab}
        className="h-10"
        items={[
          { value: 'explanation', label: 'Explanation' },
          { value: 'findings', label: 'Findings', ...(count > 0 && { count }) },
        ]}
      />
      <TabPanel tabs="meaning" value={tab} className="min-h-0 flex-1 overflow-y-auto">
        {tab === 'explanation' ? <ExplanationPanel {...props} /> : <FindingsPanel {...props} />}
      </TabPanel>
    </SidePanel>
  );
}
