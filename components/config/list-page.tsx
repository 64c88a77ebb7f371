'use client';
/** Every object of the mesh: kinds at the left, the objects as a table, what could not be read above it. */
import { useQuery } from '@tanstack/react-query';
import { FileCog, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { PartialNote } from '@/components/overview/partial-note';
import { usePage } from '@/components/shell/page';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { sessionQuery } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import type { ConfigList } from '@/lib/config/contract';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { ConfigTabs } from './config-tabs';
import { DraftsNotice } from './drafts-notice';
import { KindList } from './kind-list';
import { filtered, isNarrowed, withoutKinds } from './list-filter';
import { type ListState, useListState } from './list-state';
import { MoreFilters } from './more-filters';
import { ObjectTable } from './object-table';
import { configListQuery } from './queries';
import { SavedFilters } from './saved-filters';
import { UnreadableNotice } from './unreadable-notice';

export function ConfigListPage() {
  const scope = useScope();
  const state = useListState();
  const list = useQuery(configListQuery(refetchIntervalMs(scope), state.filter.rules));
  usePage({
    title: 'Configuration',
    updatedAt: list.dataUpdatedAt,
    fetching: list.isFetching,
    problem: list.data === undefined ? null : list.error,
    without: ['window'],
  });
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ConfigTabs />
      {list.data !== undefined && <ObjectList list={list.data} state={state} />}
      {list.data === undefined && list.error === null && <ListSkeleton />}
      {list.data === undefined && list.error !== null && (
        <ProblemState problem={list.error} onRetry={() => void list.refetch()} />
      )}
    </div>
  );
}

function ObjectList({ list, state }: { list: ConfigList; state: ListState }) {
  const entries = useMemo(() => filtered(list.objects, state.filter), [list.objects, state.filter]);
  const countable = useMemo(() => withoutKinds(list.objects, state.filter), [list.objects, state.filter]);
  return (
    <div className="grid min-h-0 grid-cols-[232px_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ListBar state={state} shown={entries.length} total={list.objects.length} />
      <KindList entries={countable} notInstalled={list.notInstalled} state={state} />
      <div className="min-w-0 overflow-auto bg-surface">
        {list.warnings.length > 0 && (
          <div className="m-3">
            <PartialNote warnings={list.warnings} />
          </div>
        )}
        {list.unreadable.length > 0 && <UnreadableNotice unreadable={list.unreadable} />}
        {entries.length > 0 ? (
          <ObjectTable entries={entries} state={state} />
        ) : (
          <NothingFound list={list} state={state} />
        )}
      </div>
    </div>
  );
}

const newObjectDialog = new DeferredPart(async () => (await import('./new-object-dialog')).NewObjectDialog);

function ListBar({ state, shown, total }: { state: ListState; shown: number; total: number }) {
  const { data: session } = useQuery(sessionQuery);
  const [creating, setCreating] = useState(false);
  const NewObjectDialog = useDeferred(newObjectDialog, creating);
  return (
    <div className="col-span-2 flex items-center gap-2 border-line border-b bg-surface px-4 py-2">
      <SearchField
        label="Find objects by name, kind, host or file"
        value={state.filter.text}
        onValueChange={state.setText}
        placeholder="Find by name, host or file"
        className="w-64"
      />
      <SegmentedControl
        label="Status"
        value={state.filter.status}
        onValueChange={state.setStatus}
        segments={[
          { value: 'all', label: 'All' },
          { value: 'errors', label: 'With errors' },
          { value: 'warnings', label: 'With warnings' },
          { value: 'good', label: 'Good' },
        ]}
      />
      <MoreFilters state={state} />
      <SavedFilters />
      <span className="ml-1 whitespace-nowrap text-text-3 text-xs tabular-nums" aria-live="polite">
        {shown === total ? `${total} objects` : `${shown} of ${total} objects`}
      </span>
      {session?.mayWrite === true && (
        <span className="ml-auto flex items-center gap-2">
          <DraftsNotice />
          <Button onClick={() => setCreating(true)}>
            <Plus aria-hidden="true" />
            New object
          </Button>
        </span>
      )}
      {NewObjectDialog !== null && <NewObjectDialog open={creating} onOpenChange={setCreating} />}
    </div>
  );
}

function NothingFound({ list, state }: { list: ConfigList; state: ListState }) {
  if (list.objects.length === 0 && state.filter.rules === '') {
    return (
      <EmptyState icon={<FileCog />} title="No configuration of the mesh yet">
        {list.notInstalled.length === MESH_KIND_NAMES.length
          ? 'The cluster has none of the kinds of Istio or the Gateway API: their definitions are not installed.'
          : 'The source of configuration holds no object of an Istio or Gateway API kind.'}
      </EmptyState>
    );
  }
  const isFiltered = isNarrowed(state.filter);
  return (
    <EmptyState
      icon={<FileCog />}
      title="No object matches"
      action={isFiltered ? <Button onClick={state.clear}>Clear the filter</Button> : undefined}
    >
      {isFiltered
        ? `None of the ${list.objects.length} objects fits this search.`
        : 'The chosen namespaces have no configuration of the mesh.'}
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div className="grid min-h-0 grid-cols-[232px_minmax(0,1fr)] gap-4 overflow-hidden p-4">
      <div className="grid content-start gap-3">
        {Array.from({ length: 8 }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
          <Skeleton key={row} className="h-5 w-40" />
        ))}
      </div>
      <div className="grid content-start gap-3">
        {Array.from({ length: 14 }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
          <Skeleton key={row} className="h-6 w-full" />
        ))}
      </div>
    </div>
  );
}
