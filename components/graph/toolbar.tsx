'use client';
/** Above the picture: what is drawn, what the lines say, what is shown, and the find box. */
import { Table2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { FindField, type FindProps } from './find/find-field';
import { TYPES } from './options/choices';
import { DisplayMenu } from './options/display-menu';
import { LabelMenu } from './options/label-menu';
import type { GraphView } from './view-state';

export interface ToolbarProps {
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
  readonly find: FindProps;
}

export function Toolbar({ view, onChange, find }: ToolbarProps) {
  return (
    <div className="!pointer-events-none flex flex-wrap items-center gap-2 *:pointer-events-auto">
      <Select
        label="Graph"
        showLabel
        value={view.type}
        onValueChange={(type) => onChange({ type })}
        options={TYPES}
      />
      <LabelMenu view={view} onChange={onChange} />
      <DisplayMenu view={view} onChange={onChange} />
      <FindField {...find} view={view} onChange={onChange} />
      <span className="!pointer-events-none flex-1" />
      <Button aria-pressed={view.table} active={view.table} onClick={() => onChange({ table: !view.table })}>
        <Table2 aria-hidden="true" />
        Table
      </Button>
    </div>
  );
}
