'use client';
/** From traffic to single requests: links into the trace search, and the slowest and failed ones at once. */
import type { Route } from 'next';
import Link from 'next/link';
import { clockLabel } from '@/components/charts/axis';
import { type Scope, useScopedHref } from '@/components/shell/scope';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import { Nothing, Section } from './parts';
import { NO_EXAMPLES, type TracesOf, traceSearches, useTraceExamples } from './trace-examples';
import { tracesHref } from './traces-of';

const SHOWN = 3;

export function TracesSection({ of, scope }: { readonly of: TracesOf | null; readonly scope: Scope }) {
  const scoped = useScopedHref();
  if (of === null) {
    return (
      <Section id="traces" title="Traces">
        <Nothing>No proxy of the mesh writes spans for this side.</Nothing>
      </Section>
    );
  }
  return (
    <Section
      id="traces"
      title="Slow and failed traces"
      action={traceSearches(of).map(([label, extra]) => (
        <Link
          key={label}
          href={scoped(tracesHref(of, extra)) as Route}
          className="font-medium text-accent hover:underline"
        >
          {label}
        </Link>
      ))}
    >
      <Examples of={of} scope={scope} />
    </Section>
  );
}

function Examples({ of, scope }: { readonly of: TracesOf; readonly scope: Scope }) {
  const scoped = useScopedHref();
  const examples = useTraceExamples(of, scope, { most: SHOWN, mostFailed: SHOWN });
  if (examples.kind === 'pending') return <Skeleton className="h-20 w-full" />;
  if (examples.kind === 'problem') return <Nothing>{examples.message}</Nothing>;
  const { traces } = examples;
  if (traces.length === 0) return <Nothing>{NO_EXAMPLES}</Nothing>;
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
