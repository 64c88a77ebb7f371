/** One cell: its text, its colour or bar, and its link where it has one. */
import { dataLinks } from '@/components/dashboards/panels/data-link';
import { FigureText } from '@/components/dashboards/panels/figure-text';
import { ValueLink } from '@/components/dashboards/panels/value-link';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { classNames } from '@/components/ui/class-names';
import { shownCell, type TableColumn } from './table-model';

export interface TableCellProps {
  readonly column: TableColumn;
  readonly row: number;
  readonly columns: readonly TableColumn[];
}

export function TableCell({ column, row, columns }: TableCellProps) {
  const { shown, color } = shownCell(column, row);
  const { display = 'auto', width, minWidth } = column.options.cell ?? {};
  const link = linkOf(column, row, columns, usePutIn());
  const text = <FigureText shown={shown} />;
  const style = {
    textAlign: column.align,
    ...(width !== undefined && width > 0 && { width, maxWidth: width }),
    ...(minWidth !== undefined && { minWidth }),
    ...(display === 'color-text' && color !== null && { color }),
    ...(display === 'color-background' &&
      color !== null && { backgroundColor: `color-mix(in srgb, ${color} 22%, var(--surface))` }),
  };
  return (
    <td
      style={style}
      className={classNames('px-3 py-1', column.field.type === 'number' && 'whitespace-nowrap tabular-nums')}
    >
      {display === 'gauge' && shown.share !== null ? (
        <span className="grid grid-cols-[minmax(40px,1fr)_auto] items-center gap-2">
          <span className="h-3 rounded-tag bg-raised">
            <span
              className="block h-full rounded-tag"
              style={{
                width: `${Math.min(1, Math.max(0, shown.share)) * 100}%`,
                backgroundColor: color ?? 'var(--series-1)',
              }}
            />
          </span>
          <span>{text}</span>
        </span>
      ) : link === null ? (
        text
      ) : (
        <ValueLink link={link}>{text}</ValueLink>
      )}
    </td>
  );
}

/** The first link of the column, with this row put in. */
function linkOf(
  { field, options, title }: TableColumn,
  row: number,
  columns: readonly TableColumn[],
  put: ReturnType<typeof usePutIn>,
) {
  if (options.links === undefined || options.links.length === 0) return null;
  const value = field.values[row];
  const others = columns.map((one) => ({ names: [one.title, one.field.name], value: one.field.values[row] }));
  const text = value === null || value === undefined ? '' : String(value);
  const [link] = dataLinks(options.links, { field, title, value, text, atMs: null, row: others }, put);
  return link ?? null;
}
