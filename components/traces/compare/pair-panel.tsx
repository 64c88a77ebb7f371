'use client';
/** The panel beside the tree: what explains the difference, which attributes differ, and the span in focus. */
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { AttributesPanel } from './attributes-panel';
import { ExplainPanel } from './explain-panel';
import type { PairModel } from './pair-model';
import { SpanPairPanel } from './span-pair-panel';
import type { CompareFocus } from './use-compare-focus';

export function PairPanel({ model, focus }: { model: PairModel; focus: CompareFocus }) {
  const { row, panel } = focus;
  const shown = panel === 'span' && row === null ? 'explains' : panel;
  return (
    <>
      <Tabs
        id="trace-compare"
        label="What differs"
        value={shown}
        onValueChange={focus.openPanel}
        items={[
          { value: 'explains', label: 'What explains it' },
          { value: 'attributes', label: 'Attributes', count: model.attributes.length },
          ...(row === null ? [] : [{ value: 'span' as const, label: 'Span' }]),
        ]}
      />
      <TabPanel tabs="trace-compare" value={shown} className="min-h-0 flex-1 overflow-y-auto">
        {shown === 'explains' && <ExplainPanel model={model} focus={focus} />}
        {shown === 'attributes' && <AttributesPanel model={model} focus={focus} />}
        {shown === 'span' && row !== null && <SpanPairPanel model={model} row={row} />}
      </TabPanel>
    </>
  );
}
