'use client';
/** The tabs of a trace's views, and the place of the one that is open. */
import { memo, type ReactNode } from 'react';
import { useDeferred } from '@/components/ui/deferred';
import { Skeleton } from '@/components/ui/skeleton';
import { TabPanel, Tabs } from '@/components/ui/tabs';
import { type TraceViewPart, VIEW_PARTS } from './view-parts';
import { TRACE_VIEWS, type TraceFocus, type TraceViewName, type TraceViewProps } from './view-props';

const TABS = 'trace-views';

/** What of the view's state the tabs show and change. */
export const TABS_PARTS = ['view', 'openView'] as const;

export const ViewTabs = memo(function ViewTabs({
  state,
}: {
  state: Pick<TraceFocus, (typeof TABS_PARTS)[number]>;
}) {
  const items = TRACE_VIEWS.flatMap((value) => {
    const label = value === 'waterfall' ? 'Waterfall' : VIEW_PARTS[value]?.label;
    return label === undefined ? [] : [{ value, label }];
  });
  return (
    <Tabs
      id={TABS}
      label="Views of the trace"
      value={openView(state.view)}
      onValueChange={(view) => state.openView(view)}
      items={items}
    />
  );
});

/** The open view; `waterfall` is drawn where that is the one. */
export function ViewArea({ waterfall, ...props }: TraceViewProps & { waterfall: ReactNode }) {
  const view = openView(props.state.view);
  const entry = view === 'waterfall' ? undefined : VIEW_PARTS[view];
  return (
    <TabPanel tabs={TABS} value={view} className="print-flow flex min-h-0 min-w-0 flex-1 flex-col">
      {entry === undefined ? waterfall : <View key={view} {...props} entry={entry} />}
    </TabPanel>
  );
}

/** An address may name a view that this version does not have. */
function openView(view: TraceViewName): TraceViewName {
  return view !== 'waterfall' && VIEW_PARTS[view] === undefined ? 'waterfall' : view;
}

function View({ entry, ...props }: TraceViewProps & { entry: TraceViewPart }) {
  const Part = useDeferred(entry.part, true);
  if (Part !== null) return <Part {...props} />;
  return (
    <div role="status" aria-label={`Loading: ${entry.label}`} className="flex flex-col gap-3 p-4">
      {LINES.map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  );
}

const LINES = ['a', 'b', 'c', 'd', 'e', 'f'];
