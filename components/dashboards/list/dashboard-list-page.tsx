'use client';
/** `/dashboards`: all of them, found by words and tags, favourites first. */
import { useQuery } from '@tanstack/react-query';
import { LayoutDashboard, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { dashboardListQuery } from '@/components/dashboards/data/dashboard-queries';
import { usePage } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SearchField } from '@/components/ui/search-field';
import { Skeleton } from '@/components/ui/skeleton';
import type { DashboardList } from '@/lib/dashboards/library/contract';
import { DashboardCard } from './dashboard-card';
import { ImportSlot } from './import-slot';
import { fittingDashboards, tagsOf } from './list-filter';
import { NewDashboardButton } from './new-dashboard-button';
import { useFavourites } from './use-favourites';

const parsers = { q: parseAsString.withDefault(''), tag: parseAsString };

export function DashboardListPage() {
  const answer = useQuery(dashboardListQuery);
  usePage({ title: 'Dashboards', without: ['namespaces', 'window', 'refresh'] });
  if (answer.data === undefined) {
    return answer.error === null ? (
      <ListSkeleton />
    ) : (
      <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} />
    );
  }
  return <List list={answer.data} />;
}

function List({ list }: { readonly list: DashboardList }) {
  const [{ q, tag }, write] = useQueryStates(parsers, { history: 'replace' });
  const favourites = useFavourites();
  const shown = fittingDashboards(list.dashboards, { q, tag, favourites: favourites.uids });
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
        <SearchField
          label="Find dashboards"
          value={q}
          onValueChange={(next) => void write({ q: next === '' ? null : next })}
          className="w-52"
        />
        {tagsOf(list.dashboards).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tag === name}
            onClick={() => void write({ tag: tag === name ? null : name })}
            className={classNames(
              'h-6 rounded-tag border px-2 text-xs',
              tag === name
                ? 'border-accent bg-accent-wash text-accent'
                : 'border-line text-text-2 hover:bg-raised',
            )}
          >
            {name}
          </button>
        ))}
        <span className="min-w-2 flex-1" />
        <Link href="/alerts" className="text-accent text-xs hover:underline">
          Alerts
        </Link>
        <Link href="/objectives" className="text-accent text-xs hover:underline">
          Objectives
        </Link>
        <span className="text-text-3 text-xs tabular-nums" title="Dashboards shown, of all">
          {shown.length} of {list.dashboards.length}
        </span>
        <NewDashboardButton notSavedBecause={list.notSavedBecause} />
        <ImportSlot notSavedBecause={list.notSavedBecause} />
      </div>
      <div className="overflow-y-auto p-4">
        {list.unreadable.length > 0 && <Unreadable files={list.unreadable} />}
        {shown.length === 0 ? (
          <EmptyState
            icon={<LayoutDashboard />}
            title="No dashboard fits"
            action={<Button onClick={() => void write({ q: null, tag: null })}>Clear the filter</Button>}
          >
            None of the {list.dashboards.length} dashboards has these words and this tag.
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-3">
            {shown.map((entry) => (
              <DashboardCard
                key={entry.uid}
                entry={entry}
                isFavourite={favourites.uids.has(entry.uid)}
                onFavourite={() => favourites.toggle(entry.uid)}
                notSavedBecause={list.notSavedBecause}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Unreadable({ files }: { readonly files: DashboardList['unreadable'] }) {
  return (
    <div className="mb-3 rounded-card border border-degraded-line bg-degraded-wash p-3 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden="true" className="size-4 text-degraded" />
        {files.length === 1 ? 'One file is no dashboard' : `${files.length} files are no dashboards`}
      </p>
      <ul className="mt-1 text-text-2 text-xs">
        {files.slice(0, 20).map(({ file, message }) => (
          <li key={file}>
            <span className="font-mono">{file}</span>: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-3 p-4">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((at) => (
        <Skeleton key={at} className="h-28" />
      ))}
    </div>
  );
}
