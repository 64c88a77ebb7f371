/** The row of tools above a view: search in the trace first, then what the view adds. */
import type { ReactNode } from 'react';
import { TraceSearchField } from '@/components/traces/trace-search-field';
import type { TraceFocus } from './view-props';

export function ViewBar({ state, children }: { state: TraceFocus; children?: ReactNode }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-surface px-4 py-1.5">
      <TraceSearchField state={state} />
      {children}
    </div>
  );
}
