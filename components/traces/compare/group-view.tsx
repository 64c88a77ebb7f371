'use client';
/** A trace among its like on screen: where it stands, its tree with what is usual, and what explains the difference. */
import { useQueryStates } from 'nuqs';
import { type ReactNode, useMemo } from 'react';
import type { TraceSource } from '@/components/traces/reading/uploaded-registry';
import type { TraceModel } from '@/components/traces/trace-model';
import { SidePanel } from '@/components/ui/side-panel';
import { withAncestors } from '@/lib/traces/compare/changes';
import { rowsInGroup, type TraceGroup } from '@/lib/traces/compare/group';
import { compareParsers } from './compare-state';
import { CompareTree } from './compare-tree';
import { GroupCells, GroupName, isUnusual } from './group-cells';
import { GroupHeader } from './group-header';
import { GroupPanel } from './group-panel';
import { serviceLook } from './pair-model';
import { useCompareFocus } from './use-compare-focus';

const COLUMNS = 'minmax(200px,1.25fr) minmax(140px,1fr) 80px 80px 96px 88px';

export interface GroupViewProps {
  readonly model: TraceModel;
  readonly group: TraceGroup;
  readonly source: TraceSource;
  /** How the group was found, a line. */
  readonly said: string;
  /** The choice of another search, where there is one, and whether it is open. */
  readonly choice: ReactNode;
  readonly choosing: boolean | null;
  readonly onChoose: () => void;
}

export function GroupView({ model, group, source, said, choice, choosing, onChoose }: GroupViewProps) {
  const { trace } = model;
  const focus = useCompareFocus(trace.count);
  const [{ changes: onlyUnusual }, setUrl] = useQueryStates(compareParsers, { history: 'replace' });
  const rows = useMemo(() => rowsInGroup(trace, group), [trace, group]);
  const kept = useMemo(
    () => (onlyUnusual ? withAncestors(trace, (row) => isUnusual(rows[row])) : null),
    [onlyUnusual, trace, rows],
  );
  const look = useMemo(
    () => serviceLook([...trace.services, ...[...group.places.values()].map(({ service }) => service)]),
    [trace, group],
  );
  const toggleUnusual = () => void setUrl({ changes: onlyUnusual ? null : true });
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <GroupHeader
        {...{ model, group, source, said, onlyUnusual, choosing, onChoose }}
        onToggleUnusual={toggleUnusual}
      />
      {choosing === true && choice}
      <div className="flex min-h-0 flex-1">
        <CompareTree
          label="Spans of the trace among its like"
          tree={trace}
          focus={focus}
          kept={kept}
          differs={(row) => isUnusual(rows[row])}
          columns={COLUMNS}
          heads={['Span', 'This trace, and what is usual below', 'This', 'Usual', 'Slower than', 'In traces']}
          name={(row) => <GroupName model={model} look={look} row={row} />}
          cells={(row) => <GroupCells model={model} look={look} row={row} usual={rows[row]} />}
          onKey={(key) => {
            if (key !== 'o') return false;
            toggleUnusual();
            return true;
          }}
          empty={
            <p className="p-6 text-center text-sm text-text-2">
              No span is slower than 95 % of its like, and none is here only.
            </p>
          }
        />
        <SidePanel name="trace-compare" label="What is unusual" defaultWidth={420}>
          <GroupPanel {...{ model, group, look, source, focus }} />
        </SidePanel>
      </div>
    </div>
  );
}
