'use client';
/** Above a list: words to find, states to choose, which columns. */
import { useQueryClient } from '@tanstack/react-query';
import { Columns3 } from 'lucide-react';
import { KIND_WORDS, PLANE_WORDS } from '@/components/inventory/kind-words';
import { useSettings } from '@/components/shell/settings';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover } from '@/components/ui/popover';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import type { InventoryList } from '@/lib/insight/inventory/contract';
import {
  type HealthChoice,
  healthChoices,
  type InventoryKind,
  planes,
} from '@/lib/insight/inventory/vocabulary';
import { COLUMNS } from './columns';
import { listPartQuery } from './list-query';
import type { ListState } from './list-state';

export interface ListBarProps {
  readonly kind: InventoryKind;
  readonly list: InventoryList;
  readonly state: ListState;
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (hidden: ReadonlySet<string>) => void;
}

export function ListBar({ kind, list, state, hidden, onHide }: ListBarProps) {
  const { choice, set } = state;
  const { many } = KIND_WORDS[kind];
  const followsSeveral = useSettings().clusters.length > 1;
  const client = useQueryClient();
  const find = (q: string) => {
    // The question is on its way while the page is drawn again for the letter.
    void client.prefetchQuery(listPartQuery(kind, state.paramsWith({ q }), 0, false));
    set({ q });
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
      <SearchField
        label={`Find ${many} by name or label`}
        placeholder="Name, or label=value"
        title="Words that all must be there; app=reviews looks at labels, app: asks for the label, a minus before a word excludes it"
        value={choice.q}
        onValueChange={find}
        // Beside one choice more the others keep their line.
        className={followsSeveral ? 'w-44' : 'w-64'}
      />
      <HealthSegments list={list} state={state} />
      <PlaneSelect list={list} state={state} />
      <TypeSelect list={list} state={state} />
      {(followsSeveral || choice.inCluster !== null) && <ClusterSelect list={list} state={state} />}
      <FindingSelect list={list} state={state} />
      <span className="ml-1 whitespace-nowrap text-text-3 text-xs tabular-nums" aria-live="polite">
        {list.matched === list.total
          ? `${list.total} ${list.total === 1 ? KIND_WORDS[kind].one : many}`
          : `${list.matched} of ${list.total} ${many}`}
      </span>
      <span className="ml-auto">
        <ColumnChoice kind={kind} followsSeveral={followsSeveral} hidden={hidden} onHide={onHide} />
      </span>
    </div>
  );
}

const HEALTH_WORDS = {
  failing: 'Failing',
  degraded: 'Degraded',
  healthy: 'Healthy',
  idle: 'Idle',
  unknown: 'Unknown',
} as const;

interface ChoiceProps {
  readonly list: InventoryList;
  readonly state: ListState;
}

function HealthSegments({ list, state }: ChoiceProps) {
  const counts = list.figures === 'given' ? list.facets.health : {};
  const kinds = healthChoices.filter(
    (kind) => kind !== 'unknown' || (counts.unknown ?? 0) > 0 || state.choice.health === 'unknown',
  );
  return (
    <SegmentedControl
      label="Health"
      value={state.choice.health ?? 'all'}
      onValueChange={(health) => state.set({ health: health === 'all' ? null : health })}
      segments={[
        { value: 'all' as const, label: 'All' },
        ...kinds.map((kind) => ({
          value: kind,
          label: (
            <HealthLabel
              kind={kind}
              count={list.figures === 'given' ? (counts[kind] ?? 0) : null}
              total={list.total}
            />
          ),
        })),
      ]}
    />
  );
}

interface HealthLabelProps {
  readonly kind: HealthChoice;
  /** null = still to come. */
  readonly count: number | null;
  readonly total: number;
}

/** A count that is still to come has its room already. */
function HealthLabel({ kind, count, total }: HealthLabelProps) {
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap">
      {HEALTH_WORDS[kind]}
      <span className="text-left tabular-nums" style={{ minWidth: `${String(total).length}ch` }}>
        {count ?? ''}
      </span>
    </span>
  );
}

/** Only where several are followed: one that metrics alone name stands beside the names of its rows. */
function ClusterSelect({ list, state }: ChoiceProps) {
  const { inCluster } = state.choice;
  const counts = Object.entries(list.facets.cluster).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <Select
      label="Cluster"
      showLabel
      value={inCluster ?? ANY_CLUSTER}
      onValueChange={(name) => state.set({ inCluster: name === ANY_CLUSTER ? null : name })}
      placeholder="All"
      options={[
        { value: ANY_CLUSTER, label: 'All' },
        ...counts.map(([name, count]) => ({ value: name, label: `${name} ${count}` })),
      ]}
    />
  );
}

/** No name of a cluster. */
const ANY_CLUSTER = '*';

function PlaneSelect({ list, state }: ChoiceProps) {
  const counts = list.facets.plane;
  const present = planes.filter((plane) => (counts[plane] ?? 0) > 0 || plane === state.choice.plane);
  return (
    <Select
      label="In the mesh"
      showLabel
      value={state.choice.plane ?? 'any'}
      onValueChange={(plane) => state.set({ plane: plane === 'any' ? null : plane })}
      options={[
        { value: 'any' as const, label: 'Any way' },
        ...present.map((plane) => ({
          value: plane,
          label: `${plane === 'unknown' ? 'Not known' : PLANE_WORDS[plane].word} ${counts[plane] ?? 0}`,
        })),
      ]}
    />
  );
}

function TypeSelect({ list, state }: ChoiceProps) {
  const counts = Object.entries(list.facets.type).sort(([, a], [, b]) => b - a);
  if (counts.length < 2 && state.choice.type === null) return null;
  return (
    <Select
      label="Type"
      showLabel
      value={state.choice.type ?? ''}
      onValueChange={(type) => state.set({ type: type === ANY_TYPE ? null : type })}
      placeholder="Any"
      options={[
        { value: ANY_TYPE, label: 'Any' },
        ...counts.map(([type, count]) => ({ value: type, label: `${type} ${count}` })),
      ]}
    />
  );
}

/** A select knows no empty value. */
const ANY_TYPE = 'any';

function FindingSelect({ list, state }: ChoiceProps) {
  const { errors = 0, warnings = 0 } = list.facets.findings;
  if (errors + warnings === 0 && state.choice.findings === null) return null;
  return (
    <Select
      label="Findings"
      showLabel
      value={state.choice.findings ?? 'any'}
      onValueChange={(findings) => state.set({ findings: findings === 'any' ? null : findings })}
      options={[
        { value: 'any' as const, label: 'Any' },
        { value: 'errors' as const, label: `Errors ${errors}` },
        { value: 'warnings' as const, label: `Warnings ${warnings}` },
        { value: 'none' as const, label: `None ${list.facets.findings.none ?? 0}` },
      ]}
    />
  );
}

interface ColumnChoiceProps {
  readonly kind: InventoryKind;
  readonly followsSeveral: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (hidden: ReadonlySet<string>) => void;
}

function ColumnChoice({ kind, followsSeveral, hidden, onHide }: ColumnChoiceProps) {
  return (
    <Popover
      label="Columns"
      align="end"
      trigger={
        <Button>
          <Columns3 aria-hidden="true" />
          Columns
        </Button>
      }
    >
      <div className="grid w-44 p-3">
        {COLUMNS[kind]
          .filter(({ id, isFixed }) => isFixed !== true && id !== (followsSeveral ? 'trend' : 'cluster'))
          .map(({ id, label }) => (
            <Checkbox
              key={id}
              label={label}
              checked={!hidden.has(id)}
              onCheckedChange={(shown) => {
                const next = new Set(hidden);
                if (shown) next.delete(id);
                else next.add(id);
                onHide(next);
              }}
            />
          ))}
      </div>
    </Popover>
  );
}
