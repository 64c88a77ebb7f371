'use client';
/** Stands for spans that the filter hides: how many, how many of them failed, and where the critical path went on in them. */
import { type CSSProperties, memo } from 'react';
import { TablePart } from '@/components/traces/table-part';
import type { TimelineScale } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import type { FoldTree } from './folds';
import { Guides } from './guides';
import { failedAmong } from './lines';
import { PathMarks } from './path-marks';

export interface HiddenLineProps {
  id: string;
  model: TraceModel;
  tree: FoldTree;
  /** The first of the rows. */
  row: number;
  count: number;
  index: number;
  top: number;
  scale: TimelineScale;
  columns: CSSProperties;
  showPath: boolean;
  onShow: (first: number, count: number) => void;
}

export const HiddenLine = memo(function HiddenLine(props: HiddenLineProps) {
  const { id, model, tree, row, count, index, top, scale, columns, showPath, onShow } = props;
  const failed = failedAmong(model.trace, row, count);
  return (
    <TablePart
      id={id}
      role="row"
      aria-level={(tree.depth[row] ?? 0) + 1}
      aria-rowindex={index + 2}
      style={{ ...columns, transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 grid h-[26px] [--row:var(--surface)]"
    >
      <TablePart role="gridcell" className="flex min-w-0 items-center whitespace-nowrap pr-2.5 pl-3">
        <Guides trace={model.trace} tree={tree} row={row} />
        <button
          type="button"
          title="Show them until the filter changes"
          onClick={() => onShow(row, count)}
          className="link ml-[18px] min-h-6 truncate text-text-3 text-xs italic"
        >
          {count.toLocaleString('en-US')} {count === 1 ? 'span' : 'spans'} hidden
          {failed > 0 && (
            <span className="text-failing">
              {' '}
              ({failed === 1 ? '1 error' : `${failed.toLocaleString('en-US')} errors`})
            </span>
          )}
        </button>
      </TablePart>
      <TablePart role="gridcell" className="relative min-w-0 overflow-hidden">
        {showPath && <PathMarks path={model.path} first={row} count={count} whole={null} scale={scale} />}
      </TablePart>
    </TablePart>
  );
});
