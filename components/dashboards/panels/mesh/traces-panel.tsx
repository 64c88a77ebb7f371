'use client';
/** Traces of a service that the panel's search finds in its time, newest first; each opens. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { clockLabel } from '@/components/charts/axis';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { WaitsNote } from '@/components/dashboards/panels/waits-note';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { usePutIn, useWaitingFor } from '@/components/dashboards/view/use-put-in';
import { traceExamplesQuery } from '@/components/traces/queries';
import { HealthIcon } from '@/components/ui/health-icon';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { Panel } from '@/lib/dashboards/model/panel';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { meshWindow, namesIn } from './mesh-window';

type TracesPanelModel = Extract<Panel, { type: 'traces' }>;

export function TracesPanel({ panel }: { readonly panel: TracesPanelModel }) {
  const { asked, services } = useSearch(panel);
  const waitsFor = useWaitingFor(panel.service, panel.expression);
  const found = useQuery({
    ...traceExamplesQuery(new URLSearchParams([...asked, ['limit', String(panel.limit)]])),
    enabled: services.length > 0 && waitsFor.length === 0,
    placeholderData: keepPreviousData,
  });
  if (waitsFor.length > 0) return <WaitsNote names={waitsFor} />;
  if (services.length === 0) return <PanelNote>Of which service is not said: its name is empty.</PanelNote>;
  if (found.data === undefined) {
    return found.error === null ? (
      <Skeleton className="m-2 h-[calc(100%-16px)]" />
    ) : (
      <ProblemState problem={found.error} onRetry={() => void found.refetch()} compact />
    );
  }
  const { traces } = found.data;
  return (
    <div className="grid h-full grid-rows-[minmax(0,1fr)_24px]">
      {traces.length === 0 ? (
        <PanelNote>No trace of {services.join(', ')} was found in this window.</PanelNote>
      ) : (
        <TraceRows traces={traces.slice(0, panel.limit)} />
      )}
      <p className="flex items-center justify-end px-3 text-xs">
        <Link href={`/traces?${asked}` as Route} prefetch={false} className="link">
          Open the search
        </Link>
      </p>
    </div>
  );
}

function useSearch({ service, expression }: TracesPanelModel) {
  const put = usePutIn();
  const { plan } = useDashboard();
  const asked = meshWindow(plan.window);
  const services = namesIn(put(service, 'text'));
  if (services.length > 0) asked.set('service', services.join(','));
  const q = put(expression, 'text').trim();
  if (q !== '') asked.set('q', q);
  return { asked, services };
}

function TraceRows({ traces }: { readonly traces: TraceSearchAnswer['traces'] }) {
  const longest = Math.max(...traces.map(({ durationUs }) => durationUs));
  return (
    <ul aria-label="Traces" className="overflow-y-auto px-1">
      {traces.map(({ traceId, failedSpans, startUs, rootService, rootName, spans, durationUs }) => (
        <li key={traceId} className="border-line border-b">
          <Link
            href={`/traces/${encodeURIComponent(traceId)}` as Route}
            prefetch={false}
            className="grid h-7 grid-cols-[14px_64px_minmax(0,1fr)_64px_72px_64px] items-center gap-2 px-2 text-xs hover:bg-raised"
          >
            {failedSpans > 0 ? (
              <HealthIcon kind="failing" label="failed" className="size-[13px]" />
            ) : (
              <span />
            )}
            <span className="text-text-2 tabular-nums">{clockLabel(startUs / 1e6, 0, true)}</span>
            <span className="truncate" title={`${rootService}: ${rootName}`}>
              <span className="text-text-2">{rootService}</span> {rootName}
            </span>
            <span className="text-right text-text-3 tabular-nums">{spans} spans</span>
            <span aria-hidden="true" className="h-2 overflow-hidden rounded-xs bg-raised">
              <span
                className={`block h-full ${failedSpans > 0 ? 'bg-failing' : 'bg-series-1'}`}
                style={{ width: `${Math.max(2, (durationUs / Math.max(1, longest)) * 100)}%` }}
              />
            </span>
            <Quantity value={durationUs} unit="us" className="text-right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
