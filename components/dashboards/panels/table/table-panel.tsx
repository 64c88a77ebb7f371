'use client';
/** Rows and columns: sorted by their heads, with cells coloured or drawn as bars where the panel says so. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PanelBodyProps } from '@/components/dashboards/panels/panel-body';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { classNames } from '@/components/ui/class-names';
import { Select } from '@/components/ui/select';
import type { Frame } from '@/lib/dashboards/frames/frame';
import type { Panel } from '@/lib/dashboards/model/panel';
import { TableCell } from './table-cell';
import { footerCell, type SortBy, sortedRows, tableColumns } from './table-model';

type Table = Extract<Panel, { type: 'table' }>;

/** More rows at once are not read; they are counted, and all are in the CSV. */
const MOST_ROWS = 500;

export function TablePanel({ panel, data, height }: PanelBodyProps<Table>) {
  const [chosen, setChosen] = useState(0);
  const frames = data.frames.filter(({ fields }) => fields.length > 0);
  const frame = frames[Math.min(chosen, frames.length - 1)];
  if (frame === undefined) return <PanelNote>What came back has no columns.</PanelNote>;
  const several = frames.length > 1;
  return (
    <div className="grid grid-rows-[minmax(0,1fr)_auto]" style={{ height }}>
      <div className="overflow-auto">
        <FrameTable panel={panel} frame={frame} />
      </div>
      {several && (
        <div className="px-2 py-1">
          <Select
            label="Table"
            showLabel
            value={String(Math.min(chosen, frames.length - 1))}
            onValueChange={(next) => setChosen(Number(next))}
            options={frames
              .slice(0, 100)
              .map((one, at) => ({ value: String(at), label: frameName(one, at) }))}
          />
        </div>
      )}
    </div>
  );
}

function frameName({ refId, fields }: Frame, at: number): string {
  const title = fields.find(({ title }) => title !== undefined)?.title;
  return title ?? `${refId} ${at + 1}`;
}

function FrameTable({ panel, frame }: { readonly panel: Table; readonly frame: Frame }) {
  const [own, setOwn] = useState<SortBy | null>(null);
  const columns = useMemo(() => tableColumns(frame, panel.field), [frame, panel.field]);
  const sort = own === null ? panel.sortBy : [own];
  const rows = useMemo(() => sortedRows(columns, frame.length, sort), [columns, frame.length, sort]);
  const sortBy = (title: string) =>
    setOwn((now) =>
      now?.field === title ? { field: title, desc: !now.desc } : { field: title, desc: true },
    );
  return (
    <>
      <table className="w-full text-sm" aria-label={panel.title}>
        {panel.showHeader && (
          <thead className="sticky top-0 z-10 bg-surface">
            <tr className="border-line border-b">
              {columns.map(({ key, title, align }) => {
                const by = sort.find(({ field }) => field === title);
                return (
                  <th
                    key={key}
                    scope="col"
                    aria-sort={by === undefined ? 'none' : by.desc ? 'descending' : 'ascending'}
                    className="px-1 py-1 font-medium text-text-3 text-xs"
                  >
                    <button
                      type="button"
                      onClick={() => sortBy(title)}
                      className={classNames(
                        'flex min-h-6 w-full items-center gap-1 whitespace-nowrap rounded-tag px-2 hover:bg-raised hover:text-text',
                        align === 'right' && 'justify-end',
                        align === 'center' && 'justify-center',
                      )}
                    >
                      {title}
                      {by !== undefined &&
                        (by.desc ? (
                          <ArrowDown aria-hidden="true" className="size-3" />
                        ) : (
                          <ArrowUp aria-hidden="true" className="size-3" />
                        ))}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row} className="border-line border-b last:border-b-0 hover:bg-raised">
              {columns.map((column) => (
                <TableCell key={column.key} column={column} row={row} columns={columns} />
              ))}
            </tr>
          ))}
        </tbody>
        {panel.footer !== null && (
          <tfoot className="sticky bottom-0 bg-surface font-medium">
            <tr className="border-line border-t">
              {columns.map((column) => (
                <td key={column.key} className="px-3 py-1 tabular-nums" style={{ textAlign: column.align }}>
                  {panel.footer === null ? null : footerCell(column, panel.footer.calc, panel.footer.fields)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length > MOST_ROWS && (
        <p className="px-3 py-1 text-text-3 text-xs">
          The first {MOST_ROWS} of {rows.length.toLocaleString('en-US')} rows. "Inspect" has all of them.
        </p>
      )}
      {rows.length === 0 && <p className="px-3 py-4 text-center text-sm text-text-3">No rows.</p>}
    </>
  );
}
