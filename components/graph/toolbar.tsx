'use client';
/** Above the picture: what is drawn, what the lines say, what is shown, and the find box. */
import { ChevronDown, ChevronUp, Table2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuCheckItem, MenuLabel, MenuRadioGroup, MenuSeparator } from '@/components/ui/menu';
import { SearchField } from '@/components/ui/search-field';
import { Select, type SelectOption } from '@/components/ui/select';
import type { GraphType } from '@/lib/graph/contract';
import { EDGE_LABEL_NAMES, type EdgeLabel, edgeLabels, type GraphView } from './view-state';

const TYPES: readonly SelectOption<GraphType>[] = [
  { value: 'versionedApp', label: 'Versioned app', hint: 'One node per app and version' },
  { value: 'app', label: 'App', hint: 'All versions of an app as one' },
  { value: 'service', label: 'Service', hint: 'Who calls which service' },
  { value: 'workload', label: 'Workload', hint: 'Deployments and the like' },
];

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
    <div className="pointer-events-none absolute inset-x-3 top-3 flex flex-wrap items-center gap-2 *:pointer-events-auto">
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

function LabelMenu({ view, onChange }: Omit<ToolbarProps, 'find'>) {
  const toggle = (label: EdgeLabel, on: boolean) =>
    onChange({ labels: edgeLabels.filter((one) => (one === label ? on : view.labels.includes(one))) });
  const summary = view.labels.map((label) => EDGE_LABEL_NAMES[label]);
  const text =
    summary.length === 0 ? 'None' : summary.length > 3 ? `${summary.length} chosen` : summary.join(', ');
  return (
    <Menu
      trigger={
        <Button aria-label={`Labels: ${text}`}>
          <span className="font-normal text-text-3">Labels</span>
          {text}
          <ChevronDown aria-hidden="true" className="text-text-3" />
        </Button>
      }
    >
      <MenuLabel>On the lines</MenuLabel>
      {edgeLabels.map((label) => (
        <MenuCheckItem
          key={label}
          checked={view.labels.includes(label)}
          onCheckedChange={(on) => toggle(label, on)}
          hint={LABEL_HINTS[label]}
        >
          {EDGE_LABEL_NAMES[label]}
        </MenuCheckItem>
      ))}
    </Menu>
  );
}

const LABEL_HINTS: Readonly<Record<EdgeLabel, string>> = {
  rate: 'rps, TCP in bytes/s',
  errors: 'where there are any',
  avg: 'ms',
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  throughput: 'bytes/s, both ways',
  share: 'of the caller’s calls',
  mtls: 'a lock',
};

const SERVICE_NODES = [
  { value: 'auto', label: 'Where calls spread or fail early' },
  { value: 'all', label: 'All' },
  { value: 'none', label: 'None' },
] as const;

function DisplayMenu({ view, onChange }: Omit<ToolbarProps, 'find'>) {
  return (
    <Menu
      trigger={
        <Button>
          Display
          <ChevronDown aria-hidden="true" className="text-text-3" />
        </Button>
      }
    >
      <MenuLabel>Services as nodes</MenuLabel>
      <MenuRadioGroup
        value={view.services}
        onValueChange={(services) => onChange({ services })}
        options={SERVICE_NODES.map((option) => ({ ...option, disabled: view.type === 'service' }))}
      />
      <MenuSeparator />
      <MenuCheckItem checked={view.apps} onCheckedChange={(apps) => onChange({ apps })}>
        Boxes around apps
      </MenuCheckItem>
      <MenuCheckItem
        checked={view.idle}
        onCheckedChange={(idle) => onChange({ idle })}
        hint="no traffic in the window"
      >
        Idle lines and nodes
      </MenuCheckItem>
      <MenuSeparator />
      <MenuCheckItem
        checked={view.labels.includes('mtls')}
        onCheckedChange={(on) => onChange({ labels: withLabel(view.labels, 'mtls', on) })}
      >
        Mutual TLS
      </MenuCheckItem>
      <MenuCheckItem
        checked={view.labels.includes('throughput')}
        onCheckedChange={(on) => onChange({ labels: withLabel(view.labels, 'throughput', on) })}
      >
        Throughput
      </MenuCheckItem>
    </Menu>
  );
}

function withLabel(labels: readonly EdgeLabel[], label: EdgeLabel, on: boolean): EdgeLabel[] {
  return edgeLabels.filter((one) => (one === label ? on : labels.includes(one)));
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
