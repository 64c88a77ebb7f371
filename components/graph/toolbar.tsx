'use client';
/** Above the picture: what is drawn, what the lines say, what is shown, and the find box. */
import { ChevronDown, ChevronUp, Table2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { SearchField } from '@/components/ui/search-field';
import { Select } from '@/components/ui/select';
import { TYPES } from './options/choices';
import { DisplayMenu } from './options/display-menu';
import { LabelMenu } from './options/label-menu';
import type { GraphView } from './view-state';

export interface FindState {
  readonly count: number;
  /** From 1; 0 without a match. */
  readonly position: number;
  readonly step: (by: 1 | -1) => void;
}

export interface ToolbarProps {
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
  readonly find: FindState;
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
      <FindBox view={view} onChange={onChange} find={find} />
      <span className="!pointer-events-none flex-1" />
      <Button aria-pressed={view.table} active={view.table} onClick={() => onChange({ table: !view.table })}>
        <Table2 aria-hidden="true" />
        Table
      </Button>
    </div>
  );
}

function FindBox({ view, onChange, find }: ToolbarProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.querySelector('input')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const trailing =
    view.find.trim() === '' ? undefined : (
      <>
        <span role="status" className="pr-1 tabular-nums">
          {find.count === 0 ? 'none' : `${find.position} of ${find.count}`}
        </span>
        <IconButton
          label="Previous match"
          shortcut="Shift Enter"
          className="!size-6"
          disabled={find.count === 0}
          onClick={() => find.step(-1)}
        >
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label="Next match"
          shortcut="Enter"
          className="!size-6"
          disabled={find.count === 0}
          onClick={() => find.step(1)}
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
      </>
    );
  return (
    <div ref={box} className="w-64 min-w-40 shrink">
      <SearchField
        label="Find in the graph"
        placeholder="Find  /"
        value={view.find}
        onValueChange={(text) => onChange({ find: text })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          find.step(event.shiftKey ? -1 : 1);
        }}
        {...(trailing === undefined ? {} : { trailing })}
      />
    </div>
  );
}
