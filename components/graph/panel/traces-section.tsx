'use client';
/** From traffic to single requests: links into the trace search, and the slowest and failed ones at once. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { clockLabel } from '@/components/charts/axis';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { type Scope, scopeParams, useScopedHref } from '@/components/shell/scope';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { Nothing, Section } from './parts';

export interface TracesOf {
  /** `<app>.<namespace>`, as Istio's proxies name services in spans. */
  readonly service: string;
  /** logfmt; '' for none. */
  readonly tags: string;
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
    ['Failed', { tags: [of.tags, 'error=true'].filter(Boolean).join(' ') }],
  ] as const;
  return (
    <Section
      id="traces"
      title="Slow and failed traces"
      action={links.map(([label, extra]) => (
        <Link
          key={label}
          href={scoped(traceHref(of, extra)) as Route}
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

function traceHref(of: TracesOf, extra: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams({ service: of.service });
  if (of.tags !== '') params.set('tags', of.tags);
  for (const [key, value] of Object.entries(extra)) params.set(key, value);
  return `/traces?${params}`;
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
  const failed = useExamples(of, { tags: [of.tags, 'error=true'].filter(Boolean).join(' ') }, scope);
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
  for (const [key, value] of Object.entries({ tags: of.tags, ...extra }))
    if (value !== '') params.set(key, value);
  const text = params.toString();
  return useQuery({
    queryKey: ['traces', text],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/traces?${text}`,
        async () => (await import('@/lib/traces/contract')).traceSearchAnswerSchema,
        { signal },
      ),
    retry: false,
    staleTime: 30_000,
  });
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
