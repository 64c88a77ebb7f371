'use client';
/** Namespaces, applications, services or workloads as a table: chosen, sorted and cut by the server. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { KIND_WORDS } from '@/components/inventory/kind-words';
import { PartialNote } from '@/components/overview/partial-note';
import { CheckLink } from '@/components/shell/check-link';
import { usePage } from '@/components/shell/page';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { usePreference } from '@/components/ui/preference';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { InventoryList } from '@/lib/insight/inventory/contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { shownColumns } from './columns';
import { InventoryTable } from './inventory-table';
import { ListBar } from './list-bar';
import { bareListQuery, type DocumentList, listPartQuery } from './list-query';
import { type ListState, useListState } from './list-state';

export interface InventoryListPageProps {
  readonly kind: InventoryKind;
  /** The first rows where they came with the document; they stand there before any script runs. */
  readonly came: DocumentList | null;
}

export function InventoryListPage({ kind, came }: InventoryListPageProps) {
  const scope = useScope();
  const state = useListState();
  const interval = refetchIntervalMs(scope);
  const seen = useRef<InventoryList | null>(null);
  const whole = useQuery(listPartQuery(kind, state.params, 0, interval, seen.current));
  if (whole.data !== undefined) seen.current = whole.data;
  // Needs no metrics: what exists stands there while its figures are read.
  const bare = useQuery({ ...bareListQuery(kind, state.params, came), enabled: whole.data === undefined });
  const list = whole.data ?? bare.data;
  usePage({
    title: KIND_WORDS[kind].title,
    updatedAt: whole.dataUpdatedAt,
    fetching: whole.isFetching,
    problem: whole.data === undefined ? null : whole.error,
  });
  // Without figures nothing is failing yet: what is asked for by its health is not there before they are.
  const isAwaited = list?.figures === 'left-out' && list.matched === 0 && state.choice.health !== null;
  if (
    list === undefined ||
    isAwaited ||
    (whole.data === undefined && whole.error !== null && list.rows.length === 0)
  ) {
    return whole.error === null ? (
      <ListSkeleton />
    ) : (
      <ProblemState problem={whole.error} onRetry={() => void whole.refetch()} />
    );
  }
  return (
    <ListView
      kind={kind}
      list={list}
      state={state}
      interval={interval}
      failed={whole.data === undefined && whole.error !== null}
      isFormer={whole.isPlaceholderData}
    />
  );
}

interface ListViewProps {
  readonly kind: InventoryKind;
  readonly list: InventoryList;
  readonly state: ListState;
  readonly interval: number | false;
  /** Only what needs no metrics is there, and no more will come. */
  readonly failed: boolean;
  /** It answers an earlier choice, until this one is answered. */
  readonly isFormer: boolean;
}

function ListView({ kind, list, state, interval, failed, isFormer }: ListViewProps) {
  const [text, remember] = usePreference(`columns.${kind}`, '');
  const hidden = useMemo(() => new Set(text.split(',').filter((id) => id !== '')), [text]);
  const { hasUsage } = list;
  const followsSeveral = useSettings().clusters.length > 1;
  const columns = useMemo(
    () => shownColumns(kind, hidden, { hasUsage, followsSeveral }),
    [kind, hidden, hasUsage, followsSeveral],
  );
  const hide = useCallback(
    (next: ReadonlySet<string>) => remember(next.size === 0 ? null : [...next].join(',')),
    [remember],
  );
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)] bg-surface">
      <ListBar kind={kind} list={list} state={state} hidden={hidden} onHide={hide} />
      <div className="empty:hidden [&>*]:m-3">
        <PartialNote warnings={list.warnings} />
      </div>
      {list.matched > 0 ? (
        <InventoryTable
          kind={kind}
          first={list}
          columns={columns}
          state={state}
          interval={interval}
          failed={failed}
          isFormer={isFormer}
        />
      ) : (
        <NothingListed kind={kind} state={state} total={list.total} />
      )}
    </div>
  );
}

function NothingListed({ kind, state, total }: { kind: InventoryKind; state: ListState; total: number }) {
  const { many, icon: Icon } = KIND_WORDS[kind];
  if (state.isNarrowed && total > 0) {
    return (
      <EmptyState
        icon={<Icon />}
        title={`No ${KIND_WORDS[kind].one} fits`}
        action={<Button onClick={state.clear}>Clear the filter</Button>}
      >
        None of the {total} {many} of the chosen namespaces fits these words and choices.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Icon />} title={`No ${many} here`} action={<CheckLink />}>
      Neither configuration nor traffic knows of any in the chosen namespaces and this window.
    </EmptyState>
  );
}

export function ListSkeleton() {
  return (
    <div className="grid content-start gap-3 bg-surface p-4">
      <Skeleton className="mb-2 h-7 w-2/5" />
      {Array.from({ length: 16 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
        <Skeleton key={row} className="h-6 w-full" />
      ))}
    </div>
  );
}
