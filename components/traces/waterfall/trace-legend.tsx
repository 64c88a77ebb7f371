'use client';
import { ArrowLeftRight } from 'lucide-react';
import { ErrorMark } from '@/components/traces/error-mark';
import type { TraceModel } from '@/components/traces/trace-model';
import type { TraceState } from '@/components/traces/use-trace-state';
/** What the marks of the waterfall mean, and how much of the trace is on screen. */
import { quantityText } from '@/lib/mesh/quantity';

export function TraceLegend({ model, state }: { model: TraceModel; state: TraceState }) {
  const { trace } = model;
  const { range, lines, rows, halves } = state;
  const hidden = lines.hiddenRows;
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t px-4 text-2xs text-text-3">
      {/* The marks give way where it is narrow: the keyboard help and tooltips tell of them too. */}
      <span className="flex min-w-0 items-center gap-4 overflow-hidden">
        <span className="flex items-center gap-1.5">
          <ErrorMark own className="size-3" /> failed here
        </span>
        <span className="flex items-center gap-1.5">
          <ErrorMark own={false} className="size-3" /> failed below, folded
        </span>
        <span className="flex items-center gap-1.5">
          <span aria-hidden="true" className="h-[3px] w-3.5 rounded-[1px] bg-text" /> critical path
        </span>
        <span className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="mx-0.5 size-1.5 rotate-45 rounded-[1px] border-[1.5px] border-text"
          />{' '}
          event
        </span>
        {halves?.includes(1) === true && (
          <span className="flex items-center gap-1.5">
            <ArrowLeftRight aria-hidden="true" className="size-3" /> client and server in one line
          </span>
        )}
      </span>
      <span className="ml-auto shrink-0 tabular-nums">
        {hidden > 0 && `${hidden.toLocaleString('en-US')} hidden by the filter, `}
        {rows.kept !== null && hidden === 0 && `${rows.keptCount.toLocaleString('en-US')} pass the filter, `}
        {lines.count.toLocaleString('en-US')} lines for {trace.count.toLocaleString('en-US')} recorded spans,{' '}
        {quantityText(range.fromUs, 'us')} to {quantityText(range.toUs, 'us')} of{' '}
        {quantityText(trace.totalNs / 1000, 'us')}
      </span>
    </footer>
  );
}
