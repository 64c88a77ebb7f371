'use client';
import { ErrorMark } from '@/components/traces/error-mark';
import type { TraceModel } from '@/components/traces/trace-model';
import type { TraceState } from '@/components/traces/use-trace-state';
/** What the marks of the waterfall mean, and how much of the trace is on screen. */
import { quantityText } from '@/lib/mesh/quantity';

export function TraceLegend({ model, state }: { model: TraceModel; state: TraceState }) {
  const { trace } = model;
  const { range, visible } = state;
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t px-4 text-2xs text-text-3">
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
      <span className="ml-auto tabular-nums">
        {visible.length} of {trace.count} spans, {quantityText(range.fromUs, 'us')} to{' '}
        {quantityText(range.toUs, 'us')} of {quantityText(trace.totalNs / 1000, 'us')}
      </span>
    </footer>
  );
}
