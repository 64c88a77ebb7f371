'use client';
/** Beside the field: hiding, expressions to start from, those that are kept, and the language in short. */
import { useState } from 'react';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { ExpressionLists } from './expression-lists';
import type { FindFieldProps } from './find-field';
import type { FindLanguage } from './find-language';
import { HidePart } from './hide-part';
import { SyntaxHelp } from './syntax-help';

export interface FindMenuProps extends FindFieldProps {
  readonly language: FindLanguage | null;
  /** An expression was taken: back to the field. */
  readonly onDone: () => void;
}

const TABS = [
  { value: 'expressions', label: 'Expressions' },
  { value: 'nodes', label: 'Of nodes' },
  { value: 'edges', label: 'Of edges' },
  { value: 'grammar', label: 'Grammar' },
] as const;

export function FindMenu(props: FindMenuProps) {
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('expressions');
  return (
    <div className="grid">
      <HidePart {...props} />
      <Tabs
        id="find-menu"
        label="Help with expressions"
        value={tab}
        onValueChange={setTab}
        items={TABS}
        className="px-3"
      />
      <TabPanel tabs="find-menu" value={tab} className="max-h-[360px] overflow-y-auto p-3">
        {tab === 'expressions' ? <ExpressionLists {...props} /> : <SyntaxHelp of={tab} />}
      </TabPanel>
    </div>
  );
}
