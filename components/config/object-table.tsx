'use client';
/** The objects as a table: sortable, each row leads to its object. Long lists are drawn in parts. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Tag } from '@/components/ui/pill';
import type { ConfigListEntry } from '@/lib/config/contract';
import { objectHref, objectKey } from '@/lib/config/identity';
import { KindIcon } from './kind-icon';
import type { SortColumn } from './list-filter';
import type { ListState } from './list-state';
import { StatusMark } from './status-mark';

const ROWS_AT_ONCE = 200;

const COLUMNS: readonly { column: SortColumn; label: string; className: string }[] = [
  { column: 'name', label: 'Name', className: 'w-[22%]' },
  { column: 'kind', label: 'Kind', className: 'w-[21%] max-lg:w-[30%]' },
  { column: 'namespace', label: 'Namespace', className: 'w-[14%]' },
  { column: 'summary', label: 'What it does', className: '' },
  { column: 'status', label: 'Status', className: 'w-[150px] max-lg:w-[104px]' },
];

/** Only where objects of several stand side by side. */
const CLUSTER = { column: 'cluster', label: 'Cluster', className: 'w-[10%]' } as const;

export function ObjectTable({ entries, state }: { entries: readonly ConfigListEntry[]; state: ListState }) {
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const hasClusters = entries.some(({ id }) => id.cluster !== undefined);
  const columns = hasClusters ? [...COLUMNS.slice(0, 3), CLUSTER, ...COLUMNS.slice(3)] : COLUMNS;
  return (
    <>
      <table className="w-full table-fixed border-collapse text-sm">
        <thead className="sticky top-0 z-1 bg-surface shadow-[inset_0_-1px_var(--line)]">
          <tr>
            {columns.map(({ column, label, className }) => (
              <HeaderCell key={column} column={column} label={label} className={className} state={state} />
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, limit).map((entry) => (
            <ObjectRow key={objectKey(entry.id)} entry={entry} hasClusters={hasClusters} />
          ))}
        </tbody>
      </table>
      {entries.length > limit && (
        <div className="flex items-center gap-3 p-4 text-text-3 text-xs">
          <Button onClick={() => setLimit(limit + ROWS_AT_ONCE)}>Show more</Button>
          {limit} of {entries.length}
        </div>
      )}
    </>
  );
}

interface HeaderCellProps {
  column: SortColumn;
  label: string;
  className: string;
  state: ListState;
}

function HeaderCell({ column, label, className, state }: HeaderCellProps) {
  const isSorted = state.filter.sort === column;
  const Arrow = state.filter.descending ? ArrowDown : ArrowUp;
  const order = state.filter.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={isSorted ? order : 'none'}
      className={classNames('h-8 px-3 text-left font-medium text-text-3 text-xs first:pl-4', className)}
    >
      <button
        type="button"
        onClick={() => state.sortBy(column)}
        className={classNames(
          '-mx-1 inline-flex h-6 items-center gap-1 rounded-tag px-1 hover:text-text',
          isSorted && 'text-text',
        )}
      >
        {label}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </button>
    </th>
  );
}

function ObjectRow({ entry, hasClusters }: { entry: ConfigListEntry; hasClusters: boolean }) {
  const scoped = useScopedHref();
  const { id, apiVersion } = entry;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const isOtherGateway = id.kind === 'Gateway' && id.group.startsWith('gateway.');
  return (
    <tr className="relative border-line border-b hover:bg-raised">
      <th scope="row" className="h-8 truncate px-3 pl-4 text-left font-medium">
        <Link
          href={scoped(objectHref(id))}
          prefetch={false}
          title={`${isOtherGateway ? 'Gateway API ' : ''}${id.kind} ${id.name}${version === 'v1' ? '' : `, ${version}`}`}
          className="text-text after:absolute after:inset-0 hover:text-accent"
        >
          {id.name}
        </Link>
      </th>
      <td className="px-3">
        <span className="flex items-center gap-2 text-text-2">
          <KindIcon kind={id.kind} className="size-3.5 text-text-3" />
          <span className="truncate">{id.kind}</span>
          {version !== 'v1' && <Tag className="max-xl:hidden">{version}</Tag>}
          {isOtherGateway && <Tag className="max-xl:hidden">Gateway API</Tag>}
        </span>
      </td>
      <td className="truncate px-3 text-text-2">{id.namespace ?? '–'}</td>
      {hasClusters && <td className="truncate px-3 text-text-2">{id.cluster}</td>}
      <td className="truncate px-3 text-text-2" title={entry.summary}>
        {entry.summary}
      </td>
      <td className="px-3 text-xs">
        <StatusMark {...entry.status} />
      </td>
    </tr>
  );
}
