'use client';
/** What a search found: one line that says what was done, the plot, the list. */
import { SearchX, TriangleAlert } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { Measured } from '@/components/charts/measured';
import { useScope } from '@/components/shell/scope';
import { ageText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { classNames } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { ErrorMark } from './error-mark';
import { ResultList } from './result-list';
import { sortTraces } from './result-order';
import { Scatter } from './scatter';
import { resultParsers, type Sort } from './search-state';
import { serviceSeries } from './service-colors';
import { ServiceSwatch } from './service-swatch';

export interface ResultsProps {
  answer: TraceSearchAnswer;
  /** The answer belongs to the search before; the new one is on its way. */
  stale: boolean;
  /** Jaeger lists the service that was asked for, or its list is not there yet. */
  serviceKnown: boolean;
  onOpen: (traceId: string) => void;
}

export function Results({ answer, stale, serviceKnown, onOpen }: ResultsProps) {
  const [shown, setShown] = useQueryStates(resultParsers, { history: 'replace' });
  const [zone] = useTimeZone();
  const [pointed, setPointed] = useState<string | null>(null);
  const { traces } = answer;
  const series = useMemo(() => {
    const together = traces.map((trace) => trace.services.map((service) => service.name));
    return serviceSeries(together.flat(), together);
  }, [traces]);
  const sorted = useMemo(
    () => sortTraces(traces, shown.sort, shown.order),
    [traces, shown.sort, shown.order],
  );
  const lookedFrom =
    answer.more && traces.length > 0 ? Math.min(...traces.map((trace) => trace.startUs)) / 1e6 : null;
  const sortBy = (sort: Sort) =>
    void setShown({ sort, order: sort === shown.sort && shown.order === 'desc' ? 'asc' : 'desc' });
  return (
    <div
      aria-busy={stale}
      className={classNames('flex min-h-0 flex-1 flex-col transition-opacity', stale && 'opacity-60')}
    >
      <Said answer={answer} lookedFrom={lookedFrom} />
      {traces.length === 0 ? (
        <EmptyState icon={<SearchX />} title="No trace matches">
          {serviceKnown
            ? 'Nothing in this time has all of what was asked for on one span. Look further back with the time window, or leave out a tag or a duration.'
            : 'Jaeger has never heard of this service. Istio names services <app>.<namespace>: choose one from the list.'}
        </EmptyState>
      ) : (
        <>
          <section aria-label="Duration by time" className="border-line border-b bg-surface px-4 pt-2 pb-1">
            <div className="mb-1 flex items-center gap-4">
              <h2 className="font-semibold text-sm">Duration by time</h2>
              <Legend answer={answer} series={series} />
              <span className="flex-1" />
              <SegmentedControl
                label="Scale of the durations"
                value={shown.scale}
                onValueChange={(scale) => void setShown({ scale })}
                segments={[
                  { value: 'log', label: 'Log' },
                  { value: 'linear', label: 'Linear' },
                ]}
              />
            </div>
            <Measured height={196}>
              {(width) => (
                <Scatter
                  traces={traces}
                  window={answer.window}
                  lookedFrom={lookedFrom}
                  scale={shown.scale}
                  width={width}
                  zone={zone}
                  series={series}
                  pointed={pointed}
                  onPoint={setPointed}
                  onOpen={onOpen}
                />
              )}
            </Measured>
          </section>
          <ResultList
            traces={sorted}
            sort={shown.sort}
            order={shown.order}
            onSort={sortBy}
            zone={zone}
            series={series}
            pointed={pointed}
            onPoint={setPointed}
          />
          <Foot count={traces.length} />
        </>
      )}
    </div>
  );
}

/** What the server did, in one line. */
function Said({ answer, lookedFrom }: { answer: TraceSearchAnswer; lookedFrom: number | null }) {
  const scope = useScope();
  const { traces, window, limit, more, warnings } = answer;
  const span = ageText((window.toSeconds - window.fromSeconds) * 1000);
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2 text-sm"
    >
      <p>
        <strong className="font-semibold">
          {traces.length} {traces.length === 1 ? 'trace' : 'traces'} found
        </strong>
        <span className="text-text-2"> in {span}; the search ran in Jaeger, on single spans.</span>
      </p>
      {more && (
        <p className="flex items-center gap-1.5 text-text-2">
          <TriangleAlert aria-hidden="true" className="size-3.5 text-degraded" />
          Jaeger stopped at {limit}: there may be more.
        </p>
      )}
      {lookedFrom !== null && lookedFrom > window.fromSeconds + 1 && (
        <button
          type="button"
          onClick={() =>
            scope.set({
              window: {
                kind: 'absolute',
                fromSeconds: Math.floor(window.fromSeconds),
                toSeconds: Math.ceil(lookedFrom),
              },
            })
          }
          className="link min-h-6"
        >
          Look further back
        </button>
      )}
      {warnings.map((warning) => (
        <p key={warning.message} className="flex items-center gap-1.5 text-text-2">
          <TriangleAlert aria-hidden="true" className="size-3.5 text-degraded" />
          {warning.message}
        </p>
      ))}
    </div>
  );
}

const LEGEND_SERVICES = 4;

function Legend({ answer, series }: { answer: TraceSearchAnswer; series: ReadonlyMap<string, number> }) {
  const roots = new Map<string, number>();
  let failed = 0;
  let below = 0;
  for (const trace of answer.traces) {
    if (trace.rootFailed) failed += 1;
    else if (trace.failedSpans > 0) below += 1;
    else roots.set(trace.rootService, (roots.get(trace.rootService) ?? 0) + 1);
  }
  const services = [...roots].sort((a, b) => b[1] - a[1]);
  const item = 'flex items-center gap-1.5 whitespace-nowrap text-2xs text-text-2';
  const figure = 'font-semibold text-text tabular-nums';
  return (
    <ul className="flex min-w-0 items-center gap-4 overflow-hidden">
      {failed > 0 && (
        <li className={item}>
          <ErrorMark own className="size-3" /> answered with an error <span className={figure}>{failed}</span>
        </li>
      )}
      {below > 0 && (
        <li className={item}>
          <ErrorMark own={false} className="size-3" /> error below <span className={figure}>{below}</span>
        </li>
      )}
      {services.slice(0, LEGEND_SERVICES).map(([name, count]) => (
        <li key={name} className={item}>
          <ServiceSwatch series={series.get(name)} /> {name} <span className={figure}>{count}</span>
        </li>
      ))}
      {services.length > LEGEND_SERVICES && (
        <li className={item}>{services.length - LEGEND_SERVICES} more</li>
      )}
      <li className={item}>size: spans</li>
    </ul>
  );
}

function Foot({ count }: { count: number }) {
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 border-line border-t bg-surface px-4 text-2xs text-text-3">
      <span className="flex items-center gap-1.5">
        <ErrorMark own className="size-3" /> answered with an error
      </span>
      <span className="flex items-center gap-1.5">
        <ErrorMark own={false} className="size-3" /> answered, with an error below
      </span>
      <span>bar: critical path by service</span>
      <span className="ml-auto tabular-nums">{count} traces</span>
    </footer>
  );
}
