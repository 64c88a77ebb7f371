'use client';
/** Its failed and slow traces, and the search for all of them. */
import type { Route } from 'next';
import Link from 'next/link';
import { clockLabel } from '@/components/charts/axis';
import {
  NO_EXAMPLES,
  type TracesOf,
  traceSearches,
  useTraceExamples,
} from '@/components/graph/panel/trace-examples';
import { tracesHref } from '@/components/graph/panel/traces-of';
import { Cell, HeadCell } from '@/components/overview/table-cells';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import type { TraceSummary } from '@/lib/traces/contract';
import { tracesOfSubject } from './traces-of-subject';

/** More of them are what the search is for. */
const MOST = { most: 20, mostFailed: 10 };

export function TracesTab({ subject }: { subject: SubjectAnswer }) {
  const scoped = useScopedHref();
  // What is slow is told by its 95th percentile.
  if (subject.part === 'facts') return <Skeleton className="m-3 h-64" />;
  const of = tracesOfSubject(subject);
  return (
    <div className="p-3">
      <Card aria-label="Traces">
        <CardHeader
          title="Failed and slow traces"
          note={of === null ? undefined : 'the newest that failed, then the slowest of the window'}
          action={
            of !== null &&
            traceSearches(of).map(([label, extra]) => (
              <Link key={label} href={scoped(tracesHref(of, extra)) as Route} className="link">
                {label}
              </Link>
            ))
          }
        />
        {of === null ? <Said>No proxy of the mesh writes spans for it.</Said> : <Examples of={of} />}
      </Card>
    </div>
  );
}

function Said({ children }: { children: string }) {
  return <p className="border-line border-t px-3 py-2 text-sm text-text-2">{children}</p>;
}

function Examples({ of }: { of: TracesOf }) {
  const examples = useTraceExamples(of, useScope(), MOST);
  if (examples.kind === 'pending') return <Skeleton className="m-3 h-64" />;
  if (examples.kind === 'problem') return <Said>{examples.message}</Said>;
  const { traces } = examples;
  if (traces.length === 0) return <Said>{NO_EXAMPLES}</Said>;
  const longest = Math.max(...traces.map(({ durationUs }) => durationUs));
  return (
    <table className="w-full table-fixed text-sm">
      <thead>
        <tr>
          <HeadCell className="w-8" aria-label="Outcome" />
          <HeadCell className="w-24">Began</HeadCell>
          <HeadCell>Root</HeadCell>
          <HeadCell right className="w-20">
            Spans
          </HeadCell>
          <HeadCell right className="w-20">
            Failed
          </HeadCell>
          <HeadCell className="w-64 pl-6" aria-label="Share of the longest" />
          <HeadCell right className="w-24">
            Duration
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {traces.map((trace) => (
          <TraceRow key={trace.traceId} trace={trace} longest={longest} />
        ))}
      </tbody>
    </table>
  );
}

function TraceRow({ trace, longest }: { trace: TraceSummary; longest: number }) {
  const scoped = useScopedHref();
  const { traceId, rootService, rootName, startUs, durationUs, spans, failedSpans } = trace;
  const failed = failedSpans > 0;
  return (
    <tr className="h-8 hover:bg-raised">
      <Cell>
        <HealthIcon
          kind={failed ? 'failing' : 'healthy'}
          label={failed ? 'failed' : 'slow'}
          className="size-3.5"
        />
      </Cell>
      <Cell className="text-text-2 tabular-nums">{clockLabel(startUs / 1e6, 0, true)}</Cell>
      <Cell className="truncate" title={`${rootService}: ${rootName}`}>
        <Link
          href={scoped(`/traces/${traceId}`) as Route}
          prefetch={false}
          className="font-medium hover:text-accent"
        >
          {rootName}
        </Link>{' '}
        <span className="text-text-3">{rootService}</span>
      </Cell>
      <Cell right>{spans.toLocaleString('en-US')}</Cell>
      <Cell right className={failed ? 'font-medium text-failing' : 'text-text-3'}>
        {failedSpans.toLocaleString('en-US')}
      </Cell>
      <Cell className="pl-6">
        <span aria-hidden="true" className="block h-2 overflow-hidden rounded-xs bg-raised">
          <span
            className={`block h-full ${failed ? 'bg-failing' : 'bg-series-1'}`}
            style={{ width: `${Math.max(2, (durationUs / longest) * 100)}%` }}
          />
        </span>
      </Cell>
      <Cell right>
        <Quantity value={durationUs} unit="us" />
      </Cell>
    </tr>
  );
}
