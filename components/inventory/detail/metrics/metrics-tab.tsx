'use client';
/** Its charts over the window, in one direction: as a whole and compared with before, or told apart by a label. */
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { ChartCursorProvider } from '@/components/charts/chart-cursor';
import { BeforeContext } from '@/components/graph/compare/before-context';
import { errorsFailFrom } from '@/components/graph/panel/errors-fail-from';
import { LazyCharts } from '@/components/graph/panel/lazy-charts';
import { tracesHref } from '@/components/graph/panel/traces-of';
import { tracesOfSubject } from '@/components/inventory/detail/traces-of-subject';
import { type Scope, useScope } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import type { BreakdownChartId } from '@/lib/metrics/breakdown';
import { MetricsBar } from './metrics-bar';
import { BEFORE_SECONDS, type MetricsChoice, metricsParsers } from './metrics-choice';

const BreakdownCharts = dynamic(() => import('./breakdown-charts').then((module) => module.BreakdownCharts), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});
const UsageCharts = dynamic(() => import('./usage-charts').then((module) => module.UsageCharts), {
  ssr: false,
});

export function MetricsTab({ subject }: { subject: SubjectAnswer }) {
  const scope = useScope();
  const [choice, write] = useQueryStates(metricsParsers, { history: 'replace' });
  const { row, nodeId, kind, part } = subject;
  const direction = choice.direction ?? row.figures?.direction ?? 'incoming';
  const of = kind === 'namespaces' ? {} : nodeId === null ? null : { node: nodeId, direction };
  const namespace = kind === 'namespaces' ? row.name : row.namespace;
  const own: Scope = { ...scope, namespaces: namespace === null ? null : [namespace] };
  return (
    <div className="grid gap-3 p-3">
      <MetricsBar kind={kind} direction={direction} choice={choice} onChange={(next) => void write(next)} />
      <ChartCursorProvider>
        {part === 'facts' ? (
          <Skeleton className="h-96 w-full" />
        ) : of === null ? (
          <EmptyState title="No traffic in this window">Neither requests nor bytes name it.</EmptyState>
        ) : (
          <TrafficCards subject={subject} of={of} scope={own} choice={choice} />
        )}
        {kind !== 'namespaces' && namespace !== null && (
          <UsageCharts namespace={namespace} workloads={workloadsOf(subject)} scope={own} />
        )}
      </ChartCursorProvider>
    </div>
  );
}

function workloadsOf({ kind, row, workloads }: SubjectAnswer): readonly string[] {
  return kind === 'workloads' ? [row.name] : workloads.map(({ name }) => name);
}

/** What the charts of the graph's panel do not show. */
const FURTHER: readonly BreakdownChartId[] = [
  'requestSize',
  'responseSize',
  'requestThroughput',
  'responseThroughput',
  'messagesSent',
  'messagesReceived',
  'tcpOpened',
  'tcpClosed',
];

interface TrafficCardsProps {
  readonly subject: SubjectAnswer;
  readonly of: Readonly<Record<string, string>>;
  readonly scope: Scope;
  readonly choice: MetricsChoice;
}

function TrafficCards({ subject, of, scope, choice }: TrafficCardsProps) {
  const { row, window } = subject;
  // Of what it calls itself, others write the spans.
  const traces = of.direction === 'incoming' ? tracesOfSubject(subject) : null;
  const { by, reporter, statistic } = choice;
  const back = BEFORE_SECONDS[choice.before];
  const before =
    back === null ? null : { fromSeconds: window.fromSeconds - back, toSeconds: window.toSeconds - back };
  const empty = 'No series of this kind in the window.';
  if (by !== 'none' || reporter !== 'once') {
    return (
      <Card aria-label="Metrics" className="p-3">
        <BreakdownCharts
          of={of}
          scope={scope}
          choice={{ by, reporter, statistic }}
          charts={null}
          before={before}
          empty={empty}
        />
      </Card>
    );
  }
  return (
    <>
      <Card aria-label="Traffic" className="p-3">
        <BeforeContext value={before}>
          <LazyCharts
            of={of}
            scope={scope}
            errorsFailFrom={errorsFailFrom(row.health)}
            tracesHref={traces === null ? null : tracesHref(traces)}
          />
        </BeforeContext>
      </Card>
      <Card aria-label="Sizes, messages and connections">
        <CardHeader title="Sizes, messages and connections" />
        <div className="border-line border-t p-3">
          <BreakdownCharts
            of={of}
            scope={scope}
            choice={{ by: 'none', reporter: 'once', statistic: 'p95' }}
            charts={FURTHER}
            before={before}
            empty={empty}
          />
        </div>
      </Card>
    </>
  );
}
