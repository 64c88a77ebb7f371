'use client';
/** The line between the queries and what they answered: run, how it is asked, how it is shown. */
import { Play, Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import type { PaneState } from './explore-state';

const STEPS = [1, 5, 15, 30, 60, 300, 900, 3600, 86_400];
const STEP_NAMES: Readonly<Record<number, string>> = {
  60: '1 min',
  300: '5 min',
  900: '15 min',
  3600: '1 h',
  86400: '1 d',
};

export interface PaneBarProps {
  readonly pane: PaneState;
  readonly busy: boolean;
  /** The texts are not what was asked. */
  readonly changed: boolean;
  readonly mayAdd: boolean;
  readonly onRun: () => void;
  readonly onAdd: () => void;
  readonly onPane: (change: Partial<PaneState>) => void;
}

export function PaneBar({ pane, busy, changed, mayAdd, onRun, onAdd, onPane }: PaneBarProps) {
  const steps = [...new Set([...STEPS, ...(pane.step === null ? [] : [pane.step])])].sort((a, b) => a - b);
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
      <Button variant={changed ? 'primary' : 'default'} busy={busy} onClick={onRun}>
        {!busy && <Play aria-hidden="true" />}
        Run
      </Button>
      <Button
        disabled={!mayAdd}
        onClick={onAdd}
        title="It may compute with the others by their letters: A / B"
      >
        <Plus aria-hidden="true" />
        Query
      </Button>
      <SegmentedControl
        label="How it is asked"
        value={pane.mode}
        onValueChange={(mode) => onPane({ mode })}
        segments={[
          { value: 'range', label: 'Range', title: 'Values over the window' },
          { value: 'instant', label: 'Instant', title: 'The value at the end of the window' },
        ]}
      />
      {pane.mode === 'range' && (
        <Select
          label="Step"
          showLabel
          value={pane.step === null ? 'auto' : String(pane.step)}
          onValueChange={(step) => onPane({ step: step === 'auto' ? null : Number(step) })}
          options={[
            { value: 'auto', label: 'Auto', hint: 'By the window, no shorter than the scrape interval' },
            ...steps.map((step) => ({ value: String(step), label: STEP_NAMES[step] ?? `${step} s` })),
          ]}
        />
      )}
      <SegmentedControl
        label="View"
        className="ml-auto"
        value={pane.mode === 'instant' && pane.view === 'chart' ? 'table' : pane.view}
        onValueChange={(view) => onPane({ view })}
        segments={[
          {
            value: 'chart',
            label: 'Chart',
            disabled: pane.mode === 'instant',
            ...(pane.mode === 'instant' && { title: 'One instant has no line' }),
          },
          { value: 'table', label: 'Table' },
          { value: 'raw', label: 'Raw' },
          { value: 'explain', label: 'Explain', title: 'The query part by part' },
        ]}
      />
    </div>
  );
}
