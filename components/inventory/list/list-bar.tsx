'use client';
/** Above a list: words to find, states to choose, which columns. */
import { useQueryClient } from '@tanstack/react-query';
import { Columns3 } from 'lucide-react';
import { memo, useRef } from 'react';
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
  type FindingChoice,
  type HealthChoice,
  healthChoices,
  type InventoryKind,
  type Plane,
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
  const facets = useSame(list.facets);
  const client = useQueryClient();
  const find = (q: string) => {
    // The question is on its way while the page is drawn again for the letter.
    void client.prefetchQuery(listPartQuery(kind, state.paramsWith({ q }), 0, false, list));
    state.find(q);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
      <SearchField
        label={`Find ${many} by name or label`}
        placeholder={followsSeveral ? 'Name or label' : 'Name, or label=value'}
        title="Words that all must be there; app=reviews looks at labels, app: asks for the label, a minus before a word excludes it"
        value={choice.q}
        onValueChange={find}
        // Beside one choice more the others keep their line.
        className={followsSeveral ? 'w-44' : 'w-64'}
      />
      <HealthSegments
        counts={list.figures === 'given' ? facets.health : null}
        total={list.total}
        chosen={choice.health}
        set={set}
      />
      <PlaneSelect counts={facets.plane} chosen={choice.plane} set={set} />
      <TypeSelect counts={facets.type} chosen={choice.type} set={set} />
      {(followsSeveral || choice.inCluster !== null) && (
        <ClusterSelect counts={facets.cluster} chosen={choice.inCluster} set={set} />
      )}
      <FindingSelect counts={facets.findings} chosen={choice.findings} set={set} />
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

/** The value as it was while it says the same: answers to other letters count the same rows. */
function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}

interface ChoiceProps<Chosen> {
  /** How many rows each choice would leave. */
  readonly counts: Readonly<Record<string, number>>;
  readonly chosen: Chosen | null;
  readonly set: ListState['set'];
}

interface HealthSegmentsProps extends Omit<ChoiceProps<HealthChoice>, 'counts'> {
  /** null = still to come. */
  readonly counts: Readonly<Record<string, number>> | null;
  readonly total: number;
}

/** None of these is drawn again for a letter in the field beside them. */
const HealthSegments = memo(function HealthSegments({ counts, total, chosen, set }: HealthSegmentsProps) {
  const kinds = healthChoices.filter(
    (kind) => kind !== 'unknown' || (counts?.unknown ?? 0) > 0 || chosen === 'unknown',
  );
  return (
    <SegmentedControl
      label="Health"
      value={chosen ?? 'all'}
      onValueChange={(health) => set({ health: health === 'all' ? null : health })}
      segments={[
        { value: 'all' as const, label: 'All' },
        ...kinds.map((kind) => ({
          value: kind,
          label: (
            <HealthLabel kind={kind} count={counts === null ? null : (counts[kind] ?? 0)} total={total} />
          ),
        })),
      ]}
    />
  );
});

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
const ClusterSelect = memo(function ClusterSelect({ counts, chosen, set }: ChoiceProps<string>) {
  const sorted = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <Select
      label="Cluster"
      showLabel
      value={chosen ?? ANY_CLUSTER}
      onValueChange={(name) => set({ inCluster: name === ANY_CLUSTER ? null : name })}
      placeholder="All"
      options={[
        { value: ANY_CLUSTER, label: 'All' },
        ...sorted.map(([name, count]) => ({ value: name, label: `${name} ${count}` })),
      ]}
    />
  );
});

/** No name of a cluster. */
const ANY_CLUSTER = '*';

const PlaneSelect = memo(function PlaneSelect({ counts, chosen, set }: ChoiceProps<Plane>) {
  const present = planes.filter((plane) => (counts[plane] ?? 0) > 0 || plane === chosen);
  return (
    <Select
      label="In the mesh"
      showLabel
      value={chosen ?? 'any'}
      onValueChange={(plane) => set({ plane: plane === 'any' ? null : plane })}
      options={[
        { value: 'any' as const, label: 'Any way' },
        ...present.map((plane) => ({
          value: plane,
          label: `${plane === 'unknown' ? 'Not known' : PLANE_WORDS[plane].word} ${counts[plane] ?? 0}`,
        })),
      ]}
    />
  );
});

const TypeSelect = memo(function TypeSelect({ counts, chosen, set }: ChoiceProps<string>) {
  const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (sorted.length < 2 && chosen === null) return null;
  return (
    <Select
      label="Type"
      showLabel
      value={chosen ?? ''}
      onValueChange={(type) => set({ type: type === ANY_TYPE ? null : type })}
      placeholder="Any"
      options={[
        { value: ANY_TYPE, label: 'Any' },
        ...sorted.map(([type, count]) => ({ value: type, label: `${type} ${count}` })),
      ]}
    />
  );
});

/** A select knows no empty value. */
const ANY_TYPE = 'any';

const FindingSelect = memo(function FindingSelect({ counts, chosen, set }: ChoiceProps<FindingChoice>) {
  const { errors = 0, warnings = 0, none = 0 } = counts;
  if (errors + warnings === 0 && chosen === null) return null;
  return (
    <Select
      label="Findings"
      showLabel
      value={chosen ?? 'any'}
      onValueChange={(findings) => set({ findings: findings === 'any' ? null : findings })}
      options={[
        { value: 'any' as const, label: 'Any' },
        { value: 'errors' as const, label: `Errors ${errors}` },
        { value: 'warnings' as const, label: `Warnings ${warnings}` },
        { value: 'none' as const, label: `None ${none}` },
      ]}
    />
  );
});

interface ColumnChoiceProps {
  readonly kind: InventoryKind;
  readonly followsSeveral: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (hidden: ReadonlySet<string>) => void;
}

const ColumnChoice = memo(function ColumnChoice({ kind, followsSeveral, hidden, onHide }: ColumnChoiceProps) {
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
});
