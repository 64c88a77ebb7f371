'use client';
/** `/explore`: any query of Prometheus, in one pane or in two side by side. */
import { Columns2, ListTree, X } from 'lucide-react';
import { ChartCursorProvider } from '@/components/charts/chart-cursor';
import { usePage } from '@/components/shell/page';
import { useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { usePreference } from '@/components/ui/preference';
import { ExplorePane } from './explore-pane';
import { HistoryPopover } from './history-popover';
import { instantsOf } from './pane-query';
import { type Pane, usePane } from './use-pane';

const browser = new DeferredPart(async () => (await import('./metric-browser')).MetricBrowser);

export function ExplorePage() {
  const scope = useScope();
  const first = usePane('first');
  const second = usePane('second');
  const isSplit = second.pane.expr.length > 0;
  const [browses, browse] = usePreference('explore.metrics', '');
  const Browser = useDeferred(browser, browses === 'open');
  usePage({
    title: 'Explore',
    without: ['namespaces'],
    updatedAt: first.query.dataUpdatedAt,
    fetching: first.query.isFetching || second.query.isFetching,
    problem: first.query.data === undefined ? null : first.query.error,
    keys: [
      { keys: 'Enter', what: 'Run the queries' },
      { keys: 'Shift Enter', what: 'A new line in a query' },
      { keys: 'Ctrl Space', what: 'What may come next in a query' },
    ],
  });
  const use = (expr: string) => {
    const { texts } = first.drafts;
    // Into the row that is empty, else into a new one.
    const empty = texts.findIndex((text) => text.trim() === '');
    first.run(empty < 0 ? [...texts, expr] : texts.map((text, at) => (at === empty ? expr : text)));
  };
  return (
    <ChartCursorProvider>
      <div className="flex h-full min-h-0">
        <div className="grid min-h-0 min-w-0 flex-1 grid-rows-[44px_minmax(0,1fr)]">
          <div className="flex items-center gap-2 border-line border-b px-4">
            <Button
              active={browses === 'open'}
              aria-pressed={browses === 'open'}
              onClick={() => browse(browses === 'open' ? null : 'open')}
            >
              <ListTree aria-hidden="true" />
              Metrics
            </Button>
            <HistoryPopover texts={first.drafts.texts} onChoose={first.run} />
            <SplitButton first={first} second={second} isSplit={isSplit} />
          </div>
          <div className={isSplit ? 'grid min-h-0 grid-cols-2 divide-x divide-line' : 'grid min-h-0'}>
            <ExplorePane pane={first} label={isSplit ? 'Left pane' : 'Queries and answers'} />
            {isSplit && <ExplorePane pane={second} label="Right pane" />}
          </div>
        </div>
        {browses === 'open' && Browser !== null && (
          <Browser window={instantsOf(scope.window, Date.now())} onUse={use} onClose={() => browse(null)} />
        )}
      </div>
    </ChartCursorProvider>
  );
}

interface SplitButtonProps {
  readonly first: Pane;
  readonly second: Pane;
  readonly isSplit: boolean;
}

/** Both panes have the page's window and one cursor. */
function SplitButton({ first, second, isSplit }: SplitButtonProps) {
  if (isSplit) {
    return (
      <Button onClick={() => second.set({ expr: [], hide: [], mode: 'range', view: 'chart', step: null })}>
        <X aria-hidden="true" />
        Close the right pane
      </Button>
    );
  }
  return (
    <Button
      disabled={first.pane.expr.length === 0}
      title="Shows these queries a second time, to change them side by side"
      onClick={() => second.set({ ...first.pane })}
    >
      <Columns2 aria-hidden="true" />
      Split
    </Button>
  );
}
