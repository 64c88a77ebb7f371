/**
 * Parts of a table whose rows a virtual list places, which real table layout does not allow;
 * roles tell assistive technology what the boxes are.
 */
import type { ComponentProps } from 'react';

export interface TablePartProps extends ComponentProps<'div'> {
  role: 'table' | 'treegrid' | 'rowgroup' | 'row' | 'columnheader' | 'cell' | 'gridcell';
}

export function TablePart(props: TablePartProps) {
  return <div {...props} />;
}

/** Of the result list: pick, time, root, bar, duration, spans, services, errors. */
export const RESULT_COLUMNS =
  'grid grid-cols-[20px_64px_minmax(180px,1.8fr)_minmax(140px,0.9fr)_84px_60px_minmax(160px,1fr)_64px] items-center gap-x-3 px-4';

/** Of the list with rows of two lines: what the dense ones show of services stands below. */
export const LIST_COLUMNS =
  'grid grid-cols-[20px_64px_minmax(220px,2fr)_minmax(140px,1fr)_84px_60px_64px] items-center gap-x-3 px-4';
