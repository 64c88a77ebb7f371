/** The row of tools above a view: search in the trace first, then what the view adds. */
import type { ReactNode } from 'react';
import type { TraceModel } from '@/components/traces/trace-model';
import { TraceSearchField } from '@/components/traces/trace-search-field';
import type { TraceFocus } from './view-props';

export interface ViewBarProps {
  model: TraceModel;
  state: TraceFocus;
  children?: ReactNode;
}

export function ViewBar({ model, state, children }: ViewBarProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-4 py-1.5">
      <TraceSearchField model={model} state={state} />
      {children}
    </div>
  );
}
