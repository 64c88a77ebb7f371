'use client';
/** A few slow and failed traces of some traffic, and the searches that find all of them. */
import { useQuery } from '@tanstack/react-query';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { type Scope, scopeParams } from '@/components/shell/scope';
import { traceExamplesQuery } from '@/components/traces/queries';
import type { TraceSearchAnswer } from '@/lib/traces/contract';

export interface TracesOf {
  /** `<app>.<namespace>`, as Istio's proxies name services in spans. */
  readonly service: string;
  /** What else is asked of its spans, in the language of the trace search; '' for nothing. */
  readonly q: string;
  readonly p95Ms: number | null;
}

export const NO_EXAMPLES = 'No slow or failed trace was sampled in this window.';

const SEARCHED = 40;

type Summaries = TraceSearchAnswer['traces'];

/** What else a search for them asks, by the word that leads there. */
export function traceSearches(of: TracesOf): (readonly [string, Readonly<Record<string, string>>])[] {
  const slow = slowOf(of);
  return [
    ['All', {}],
    ...(slow === null ? [] : [['Slow', { min: slow }] as const]),
    ['Failed', { errors: 'true' }],
  ];
}

/** What is slow is told by the 95th percentile; null = that is not known. */
function slowOf({ p95Ms }: TracesOf): string | null {
  return p95Ms === null ? null : `${Math.max(1, Math.floor(p95Ms))}ms`;
}

export type TraceExamples =
  | { readonly kind: 'pending' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'known'; readonly traces: Summaries };

export interface MostTraces {
  readonly most: number;
  readonly mostFailed: number;
}

export function useTraceExamples(of: TracesOf, scope: Scope, most: MostTraces): TraceExamples {
  const slow = slowOf(of);
  const failed = useExamples(of, { errors: 'true' }, scope);
  const slowest = useExamples(of, slow === null ? {} : { min: slow }, scope);
  const problem = failed.error ?? slowest.error;
  if (problem !== null) {
    const message = problem instanceof AnswerProblem ? problem.message : 'The traces could not be read.';
    return { kind: 'problem', message };
  }
  if (failed.data === undefined || slowest.data === undefined) return { kind: 'pending' };
  return { kind: 'known', traces: chosenExamples(failed.data.traces, slowest.data.traces, most) };
}

function useExamples(of: TracesOf, extra: Readonly<Record<string, string>>, scope: Scope) {
  const params = scopeParams({ namespaces: null, window: scope.window });
  params.set('service', of.service);
  params.set('limit', String(SEARCHED));
  for (const [key, value] of Object.entries({ q: of.q, ...extra })) if (value !== '') params.set(key, value);
  return useQuery(traceExamplesQuery(params));
}

/** Failed ones first, newest first, then the slowest. */
export function chosenExamples(
  failed: Summaries,
  slow: Summaries,
  { most, mostFailed }: MostTraces,
): Summaries {
  const chosen = new Map(
    failed
      .filter((trace) => trace.failedSpans > 0)
      .slice(0, mostFailed)
      .map((trace) => [trace.traceId, trace]),
  );
  for (const trace of [...slow].sort((a, b) => b.durationUs - a.durationUs)) {
    if (chosen.size < most) chosen.set(trace.traceId, trace);
  }
  return [...chosen.values()];
}
