'use client';
/** Alerts that Prometheus' rules have raised at the end of the window, by its own series `ALERTS`. */
import { useQuery } from '@tanstack/react-query';
import { OctagonAlert, TriangleAlert } from 'lucide-react';
import { askedQuery } from '@/components/dashboards/data/ask-query';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Panel } from '@/lib/dashboards/model/panel';
import { PanelNote } from './panel-note';
import { alertsExpr, raisedAlerts } from './raised-alerts';

export function AlertListPanel({ panel }: { readonly panel: Extract<Panel, { type: 'alertlist' }> }) {
  const { plan } = useDashboard();
  const put = usePutIn();
  const { toMs } = plan.window;
  const expr = alertsExpr({ ...panel, name: put(panel.name, 'text'), labels: put(panel.labels, 'promql') });
  const answer = useQuery(askedQuery({ expr, mode: 'instant', fromMs: toMs, toMs, stepMs: 15_000 }));
  if (answer.data === undefined) {
    return answer.error === null ? (
      <Skeleton className="m-2 h-[calc(100%-16px)]" />
    ) : (
      <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} compact />
    );
  }
  if (answer.data.kind === 'failed') return <PanelNote>{answer.data.message}</PanelNote>;
  const alerts = answer.data.kind === 'series' ? raisedAlerts(answer.data.series) : [];
  if (alerts.length === 0) return <PanelNote>No such alert at the end of this window.</PanelNote>;
  const shown = alerts.slice(0, panel.limit);
  return (
    <ul className="h-full divide-y divide-line overflow-y-auto px-3">
      {shown.map(({ key, name, state, labels }) => (
        <li key={key} className="flex min-w-0 items-center gap-2 py-1.5 text-sm">
          {state === 'firing' ? (
            <OctagonAlert aria-hidden="true" className="size-4 shrink-0 text-failing" />
          ) : (
            <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-degraded" />
          )}
          <span className="font-medium">{name}</span>
          <span className="text-text-3 text-xs">{state}</span>
          <span className="ml-auto min-w-0 truncate text-text-3 text-xs" title={labels}>
            {labels}
          </span>
        </li>
      ))}
      {alerts.length > shown.length && (
        <li className="py-1.5 text-text-3 text-xs">{alerts.length - shown.length} more</li>
      )}
    </ul>
  );
}
