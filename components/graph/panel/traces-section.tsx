'use client';
/** From traffic to single requests: links into the trace search, and the slowest and failed ones at once. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { clockLabel } from '@/components/charts/axis';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { type Scope, scopeParams, useScopedHref } from '@/components/shell/scope';
import { traceExamplesQuery } from '@/components/traces/queries';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { Nothing, Section } from './parts';
import { tracesHref } from './traces-of';

export interface TracesOf {
  /** `<app>.<namespace>`, as Istio's proxies name services in spans. */
  readonly service: string;
  /** What else is asked of its spans, in the language of the trace search; '' for nothing. */
  readonly q: string;
  readonly p95Ms: number | null;
}

const SHOWN = 3;
const SEARCHED = 40;

export function TracesSection({ of, scope }: { readonly of: TracesOf | null; readonly scope: Scope }) {
  const scoped = useScopedHref();
  if (of === null) {
    return (
      <Section id="traces" title="Traces">
        <Nothing>No proxy of the mesh writes spans for this side.</Nothing>
      </Section>
    );
  }
  const slow = of.p95Ms === null ? null : `${Math.max(1, Math.floor(of.p95Ms))}ms`;
  const links = [
    ['All', {}],
    ...(slow === null ? [] : [['Slow', { min: slow }] as const]),
    ['Failed', { errors: 'true' }],
  ] as const;
  return (
    <Section
      id="traces"
      title="Slow and failed traces"
      action={links.map(([label, extra]) => (
        <Link
          key={label}
          href={scoped(tracesHref(of, extra)) as Route}
          className="font-medium text-accent hover:underline"
        >
          {label}
        </Link>
      ))}
    >
      <Examples of={of} slow={slow} scope={scope} />
    </Section>
  );
}

function Examples({
  of,
  slow,
  scope,
}: {
  readonly of: TracesOf;
  readonly slow: string | null;
  readonly scope: Scope;
}) {
  const scoped = useScopedHref();
  const failed = useExamples(of, { errors: 'true' }, scope);
  const slowest = useExamples(of, slow === null ? {} : { min: slow }, scope);
  if (failed.isPending || slowest.isPending) return <Skeleton className="h-20 w-full" />;
  const problem = failed.error ?? slowest.error;
  if (problem !== null)
    return (
      <Nothing>
        {problem instanceof AnswerProblem ? problem.message : 'The traces could not be read.'}
      </Nothing>
    );
  const traces = examplesOf(failed.data?.traces ?? [], slowest.data?.traces ?? []);
  if (traces.length === 0) return <Nothing>No slow or failed trace was sampled in this window.</Nothing>;
  const longest = Math.max(...traces.map((trace) => trace.durationUs));
  return (
    <ul>
      {traces.map((trace) => (
        <li key={trace.traceId} className="border-line border-t">
          <Link
            href={scoped(`/traces/${trace.traceId}`) as Route}
            className="grid h-[26px] grid-cols-[14px_58px_minmax(0,1fr)_72px_56px] items-center gap-2 text-xs hover:bg-raised"
          >
            <HealthIcon
              kind={trace.failedSpans > 0 ? 'failing' : 'healthy'}
              label={trace.failedSpans > 0 ? 'failed' : 'slow'}
              className="size-[13px]"
            />
            <span className="text-text-2 tabular-nums">{clockLabel(trace.startUs / 1e6, 0, true)}</span>
            <span className="truncate" title={`${trace.rootService}: ${trace.rootName}`}>
              {trace.rootName}
            </span>
            <span aria-hidden="true" className="h-2 overflow-hidden rounded-xs bg-raised">
              <span
                className={`block h-full ${trace.failedSpans > 0 ? 'bg-failing' : 'bg-series-1'}`}
                style={{ width: `${Math.max(2, (trace.durationUs / longest) * 100)}%` }}
              />
            </span>
            <Quantity value={trace.durationUs} unit="us" className="text-right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function useExamples(of: TracesOf, extra: Readonly<Record<string, string>>, scope: Scope) {
  const params = scopeParams({ namespaces: null, window: scope.window });
  params.set('service', of.service);
  params.set('limit', String(SEARCHED));
  for (const [key, value] of Object.entries({ q: of.q, ...extra })) if (value !== '') params.set(key, value);
  return useQuery(traceExamplesQuery(params));
}

/** Failed ones first, newest first, then the slowest. */
type Summaries = TraceSearchAnswer['traces'];

function examplesOf(failed: Summaries, slow: Summaries): Summaries {
  const chosen = new Map(
    failed
      .filter((trace) => trace.failedSpans > 0)
      .slice(0, SHOWN)
      .map((trace) => [trace.traceId, trace]),
  );
  for (const trace of [...slow].sort((a, b) => b.durationUs - a.durationUs)) {
    if (chosen.size < SHOWN) chosen.set(trace.traceId, trace);
  }
  return [...chosen.values()];
}
