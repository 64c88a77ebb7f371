'use client';
/** What a search found: the plot, what was called, and the traces. */
import { SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Measured } from '@/components/charts/measured';
import { useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { routeId, routesOf } from '@/lib/traces/find/routes';
import { ResultList } from './result-list';
import { sortTraces } from './result-order';
import { Scatter } from './scatter';
import { isBrushed } from './scatter-layout';
import { useCohort } from './search/cohort';
import { CompareBar } from './search/compare-bar';
import { Foot, Legend } from './search/legend';
import { RouteTable } from './search/route-table';
import { RouteTabs } from './search/route-tabs';
import { useResultsView } from './search/use-results-view';
import type { Sort } from './search-state';
import { serviceSeries } from './service-colors';

export interface ResultsProps {
  readonly answer: TraceSearchAnswer;
  /** The answer belongs to the search before; the new one is on its way. */
  readonly stale: boolean;
  /** What the reader may do where nothing was found. */
  readonly whatToWiden: React.ReactNode;
  /** What is looked for in a trace once it is opened. */
  readonly find: string;
  readonly onOpen: (traceId: string) => void;
}

export function Results({ answer, stale, whatToWiden, find, onOpen }: ResultsProps) {
  const [shown, setShown] = useResultsView();
  const [zone] = useTimeZone();
  const [pointed, setPointed] = useState<string | null>(null);
  const cohort = useCohort();
  const { traces, shapes } = answer;
  const series = useMemo(() => {
    const together = traces.map((trace) => trace.services.map((service) => service.name));
    return serviceSeries(together.flat(), together);
  }, [traces]);
  const routes = useMemo(() => routesOf(traces, shapes), [traces, shapes]);
  const byId = useMemo(() => new Map(traces.map((trace) => [trace.traceId, trace])), [traces]);
  const usual = useMemo(() => new Map(routes.map((route) => [route.id, route.usual])), [routes]);
  const { brush, route, structure, only } = shown;
  const onRoute = useMemo(
    () =>
      traces.filter(
        (trace) =>
          (route === null || routeId(trace) === route) &&
          (structure === null || (shapes[trace.shape]?.structure ?? '') === structure),
      ),
    [traces, shapes, route, structure],
  );
  const brushed = useMemo(
    () => (brush === null ? [] : onRoute.filter((trace) => isBrushed(trace, brush))),
    [onRoute, brush],
  );
  const listed = brush !== null && only ? brushed : onRoute;
  const sorted = useMemo(
    () => sortTraces(listed, shown.sort, shown.order),
    [listed, shown.sort, shown.order],
  );
  const chosen = useMemo(
    () => (brush === null ? null : new Set(brushed.map((trace) => trace.traceId))),
    [brush, brushed],
  );
  const sortBy = (sort: Sort) =>
    setShown({ sort, order: sort === shown.sort && shown.order === 'desc' ? 'asc' : 'desc' });
  if (traces.length === 0) {
    return (
      <div aria-busy={stale} className={classNames('flex min-h-0 flex-1 flex-col', stale && 'opacity-60')}>
        <EmptyState icon={<SearchX />} title="No trace matches">
          {whatToWiden}
        </EmptyState>
        <CompareBar cohort={cohort} known={byId} zone={zone} />
      </div>
    );
  }
  return (
    <div
      aria-busy={stale}
      className={classNames(
        'relative flex min-h-0 flex-1 flex-col transition-opacity',
        stale && 'opacity-60',
      )}
    >
      <section aria-label="Duration by time" className="border-line border-b bg-surface px-4 pt-2 pb-1">
        <div className="mb-1 flex items-center gap-4">
          <h2 className="whitespace-nowrap font-semibold text-sm">Duration by time</h2>
          <Legend traces={onRoute} series={series} />
          <span className="flex-1" />
          <SegmentedControl
            label="Scale of the durations"
            value={shown.scale}
            onValueChange={(scale) => setShown({ scale })}
            segments={[
              { value: 'log', label: 'Log' },
              { value: 'linear', label: 'Linear' },
            ]}
          />
        </div>
        <Measured height={212}>
          {(width) => (
            <Scatter
              traces={onRoute}
              window={answer.window}
              lookedFrom={answer.next === null ? null : answer.looked.fromUs / 1e6}
              scale={shown.scale}
              width={width}
              zone={zone}
              series={series}
              brush={brush}
              picked={cohort.picked}
              pointed={pointed}
              onPoint={setPointed}
              onOpen={onOpen}
              onBrush={(next) => setShown({ brush: next, only: true })}
            />
          )}
        </Measured>
      </section>
      <div className="flex min-h-10 items-center gap-x-3 border-line border-b bg-surface px-4">
        <RouteTabs
          routes={routes}
          chosen={route}
          structure={structure}
          total={traces.length}
          onChoose={(next) => setShown({ route: next, structure: null })}
        />
        {brush !== null && (
          <>
            <Button active={only} aria-pressed={only} onClick={() => setShown({ only: !only })}>
              Only the {brushed.length} selected
            </Button>
            <Button variant="quiet" onClick={() => setShown({ brush: null })}>
              Select none
            </Button>
          </>
        )}
        <SegmentedControl
          label="How results are listed"
          value={shown.view}
          onValueChange={(view) => setShown({ view })}
          segments={[
            { value: 'table', label: 'Table' },
            { value: 'list', label: 'List' },
            { value: 'routes', label: 'Routes' },
          ]}
        />
      </div>
      {shown.view === 'routes' ? (
        <RouteTable
          routes={brush === null && route === null ? routes : routesOf(listed, shapes)}
          answer={answer}
          series={series}
          onChoose={(next, structureOf) => setShown({ route: next, structure: structureOf, view: 'table' })}
        />
      ) : (
        <ResultList
          traces={sorted}
          answer={answer}
          usual={usual}
          dense={shown.view === 'table'}
          find={find}
          sort={shown.sort}
          order={shown.order}
          onSort={sortBy}
          zone={zone}
          series={series}
          cohort={cohort}
          chosen={chosen}
          pointed={pointed}
          onPoint={setPointed}
        />
      )}
      <Foot count={listed.length} total={traces.length} />
      <CompareBar cohort={cohort} known={byId} zone={zone} />
    </div>
  );
}
