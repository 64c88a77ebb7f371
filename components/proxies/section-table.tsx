'use client';
/** One section of what the proxy has, as a table that a search narrows; a row opens the whole resource. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { ObjectLink } from '@/components/config/object-link';
import { instantText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import type { Json } from '@/components/traces/attribute-text';
import { JsonTree } from '@/components/traces/json-tree';
import { classNames } from '@/components/ui/class-names';
import { ProblemState } from '@/components/ui/problem-state';
import { SearchField } from '@/components/ui/search-field';
import { Skeleton } from '@/components/ui/skeleton';
import { type Cell, MOST_ROWS, type ProxyRow, type SectionAnswer } from '@/lib/proxies/contract';
import { type ProxyId, proxyDetailQuery, proxySectionQuery } from './proxy-queries';
import { SECTION_COLUMNS, type SectionColumn } from './section-columns';

export interface SectionTableProps {
  readonly proxy: ProxyId;
  readonly section: SectionAnswer['section'];
}

export function SectionTable({ proxy, section }: SectionTableProps) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const asked = useDeferredValue(search);
  const query = useQuery({ ...proxySectionQuery(proxy, section, asked), placeholderData: keepPreviousData });
  const { data } = query;
  const columns = SECTION_COLUMNS[section];
  if (query.isError) return <ProblemState problem={query.error} onRetry={() => void query.refetch()} />;
  const hasOrigin = data?.rows.some(({ from }) => from !== null) === true;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-3 px-4 py-2">
        <SearchField label="Search" value={search} onValueChange={setSearch} className="w-72" />
        <span className="text-text-3 text-xs tabular-nums">{data === undefined ? '' : countText(data)}</span>
      </div>
      {data?.warnings.map((warning) => (
        <p key={warning} className="px-4 pb-2 text-degraded text-xs">
          {warning}
        </p>
      ))}
      <div className="min-h-0 flex-1 overflow-auto border-line border-t">
        {data === undefined ? (
          <Skeleton className="m-4 h-40" />
        ) : (
          <table className="w-full min-w-max border-collapse text-xs">
            <thead className="sticky top-0 z-1 bg-surface">
              <tr>
                {columns.map(({ id, title, right }) => (
                  <th
                    key={id}
                    scope="col"
                    className={classNames(
                      'h-8 px-4 font-medium text-text-3',
                      right === true ? 'text-right' : 'text-left',
                    )}
                  >
                    {title}
                  </th>
                ))}
                {hasOrigin && (
                  <th scope="col" className="h-8 px-4 text-left font-medium text-text-3">
                    From
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <SectionRow
                  key={row.id}
                  row={row}
                  columns={columns}
                  hasOrigin={hasOrigin}
                  isOpen={open === row.id}
                  onOpen={section === 'secrets' ? null : () => setOpen(open === row.id ? null : row.id)}
                  detail={<RowDetail proxy={proxy} section={section} id={row.id} />}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  );
}

function countText({ total, found, rows }: SectionAnswer): string {
  const all =
    total === found
      ? `${total.toLocaleString('en')}`
      : `${found.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  return rows.length < found
    ? `${all}; the first ${MOST_ROWS.toLocaleString('en')} are shown, search to narrow`
    : all;
}

interface SectionRowProps {
  readonly row: ProxyRow;
  readonly columns: readonly SectionColumn[];
  readonly hasOrigin: boolean;
  readonly isOpen: boolean;
  /** Null = there is no more to it. */
  readonly onOpen: (() => void) | null;
  readonly detail: React.ReactNode;
}

function SectionRow({ row, columns, hasOrigin, isOpen, onOpen, detail }: SectionRowProps) {
  const [first, ...rest] = columns;
  return (
    <>
      <tr className={classNames('border-line border-t', isOpen ? 'bg-accent-wash' : 'hover:bg-raised')}>
        {first !== undefined && (
          <td className="max-w-[420px] px-4 py-1.5 align-top">
            {onOpen === null ? (
              <CellValue cell={row.cells[first.id] ?? null} column={first} />
            ) : (
              <button
                type="button"
                aria-expanded={isOpen}
                onClick={onOpen}
                className="-my-1 min-h-6 max-w-full truncate text-left font-medium hover:text-accent"
              >
                <CellValue cell={row.cells[first.id] ?? null} column={first} />
              </button>
            )}
            {row.caution !== null && (
              <span className="flex items-center gap-1 text-degraded">
                <TriangleAlert aria-hidden="true" className="size-3" /> {row.caution}
              </span>
            )}
          </td>
        )}
        {rest.map((column) => (
          <td
            key={column.id}
            className={classNames(
              'max-w-[520px] px-4 py-1.5 align-top',
              column.right === true && 'text-right tabular-nums',
            )}
          >
            <CellValue cell={row.cells[column.id] ?? null} column={column} />
          </td>
        ))}
        {hasOrigin && (
          <td className="px-4 py-1.5 align-top">
            {row.from !== null && (
              <span className="-my-1 flex">
                <ObjectLink id={row.from} />
              </span>
            )}
          </td>
        )}
      </tr>
      {isOpen && (
        <tr className="border-line border-t">
          <td colSpan={columns.length + (hasOrigin ? 1 : 0)} className="bg-raised px-4 py-2">
            {detail}
          </td>
        </tr>
      )}
    </>
  );
}

function CellValue({ cell, column }: { readonly cell: Cell; readonly column: SectionColumn }) {
  const [zone] = useTimeZone();
  if (cell === null || cell === '') return <span className="text-text-3">–</span>;
  if (column.instant === true && typeof cell === 'number') return <>{instantText(cell * 1000, zone)}</>;
  const shown =
    typeof cell === 'number'
      ? column.id === 'port'
        ? String(cell)
        : cell.toLocaleString('en')
      : String(cell);
  return (
    <span className={classNames('break-words', column.mono === true && 'break-all font-mono')}>{shown}</span>
  );
}

function RowDetail({ proxy, section, id }: SectionTableProps & { readonly id: string }) {
  const query = useQuery(proxyDetailQuery(proxy, section, id));
  if (query.isError)
    return <ProblemState problem={query.error} compact onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton className="h-24" />;
  return (
    <div className="max-h-[420px] overflow-auto font-mono text-xs">
      <JsonTree value={query.data.json as Json} />
    </div>
  );
}
