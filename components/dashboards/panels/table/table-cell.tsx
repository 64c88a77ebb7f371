/** One cell: its text, its colour or bar, and its link where it has one. */
import { FigureText } from '@/components/dashboards/panels/figure-text';
import { safeHref } from '@/components/dashboards/panels/safe-href';
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
  const href = linkOf(column, row, columns);
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
      ) : href === null ? (
        text
      ) : (
        <a
          href={href.url}
          target={href.newTab ? '_blank' : '_self'}
          rel="noreferrer noopener"
          className="link"
          title={href.title}
        >
          {text}
        </a>
      )}
    </td>
  );
}

/** The first link, with `${__value.text}`, `${__data.fields.name}` and the like of this row put in, encoded. */
function linkOf({ field, options }: TableColumn, row: number, columns: readonly TableColumn[]) {
  const [link] = options.links ?? [];
  if (link === undefined) return null;
  const value = (cell: unknown) =>
    encodeURIComponent(cell === null || cell === undefined ? '' : String(cell));
  const url = link.url
    .replace(/\$\{__value\.(text|raw|numeric)\}/g, () => value(field.values[row]))
    .replace(
      /\$\{__data\.fields(?:\.([\w ]+)|\["([^"]+)"\]|\[(\d+)\])(?:\.\w+)?\}/g,
      (_, dot?: string, quoted?: string, at?: string) => {
        const name = dot ?? quoted;
        const found =
          at === undefined
            ? columns.find((one) => one.title === name || one.field.name === name)
            : columns[Number(at)];
        return value(found?.field.values[row]);
      },
    );
  const safe = safeHref(url);
  return safe === null ? null : { url: safe, title: link.title, newTab: link.newTab };
}
