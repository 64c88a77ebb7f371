/** The cells of the overview's tables: hairlines between rows, figures to the right. */
import type { ComponentProps } from 'react';
import { classNames } from '@/components/ui/class-names';

interface CellProps {
  right?: boolean;
}

export function HeadCell({ right = false, className, ...rest }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      className={classNames(
        'h-6 truncate px-2 text-left font-medium text-text-3 text-xs first:pl-3 last:pr-3',
        right && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function Cell({ right = false, className, ...rest }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      className={classNames(
        'border-line border-t px-2 first:pl-3 last:pr-3',
        right && 'text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
