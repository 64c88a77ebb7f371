'use client';
/** Above the picture: what is drawn, what the lines say, what is shown, and the find box. */
import { Table2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { LayoutMenu } from './arrangement/layout-menu';
import { ExportMenu } from './export/export-menu';
import { FindField, type FindProps } from './find/find-field';
import { TYPES } from './options/choices';
import { DisplayMenu } from './options/display-menu';
import { LabelMenu } from './options/label-menu';
import type { Arrangement, Picture } from './use-layout';
import type { GraphView } from './view-state';

export interface ToolbarProps {
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
  readonly find: FindProps;
  readonly arranging: Arrangement;
  readonly picture: Picture;
  readonly shown: ViewGraph;
}

export function Toolbar({ view, onChange, find, arranging, picture, shown }: ToolbarProps) {
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
      <LayoutMenu arrangement={arranging} view={view} onChange={onChange} />
      <FindField {...find} view={view} onChange={onChange} />
      <Button aria-pressed={view.table} active={view.table} onClick={() => onChange({ table: !view.table })}>
        <Table2 aria-hidden="true" />
        Table
      </Button>
      <ExportMenu picture={picture} shown={shown} view={view} />
    </div>
  );
}
