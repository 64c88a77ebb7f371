'use client';
/** Where the numbers come from and how well it answers. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { SOURCE_NAMES, sourcesQuery } from '@/components/shell/sources-query';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { SourceState } from '@/lib/mesh/source-state';

const KINDS: Record<SourceState['state'], HealthKind> = {
  ok: 'healthy',
  slow: 'degraded',
  partial: 'degraded',
  down: 'failing',
};

/** Sources that most consoles have. */
const SHAPE = ['first', 'second', 'third'];

export function SourcesCard() {
  const { data, error, refetch } = useQuery(sourcesQuery);
  const scoped = useScopedHref();
  return (
    <Card>
      <CardHeader
        title="Sources"
        note={data === undefined ? undefined : <Verdict sources={data.sources} />}
        action={
          <Link href={scoped('/mesh/check') as Route} className="text-accent hover:underline">
            Check them
          </Link>
        }
      />
      {data === undefined && error !== null && (
        <ProblemState compact problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && (
        <div aria-busy="true">
          {SHAPE.map((name) => (
            <div key={name} className="flex h-[37px] items-center border-line border-t px-3">
              <Skeleton className="h-4 w-full" />
            </div>
          ))}
        </div>
      )}
      <ul>
        {data?.sources.map((source) => (
          <li
            key={source.source}
            className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 border-line border-t px-3 py-2"
          >
            <HealthIcon kind={KINDS[source.state]} label={source.state} className="mt-0.5" />
            <span className="font-medium">{SOURCE_NAMES[source.source]}</span>
            <Quantity value={source.latencyMs} unit="ms" note="median of its last calls" />
            {source.reason !== null && (
              <p className="col-span-2 col-start-2 break-words text-text-2 text-xs">{source.reason}</p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Verdict({ sources }: { sources: readonly SourceState[] }) {
  const bad = sources.filter((source) => source.state !== 'ok').length;
  if (bad === 0) return `${sources.length === 1 ? 'it answers' : 'all answer'}`;
  return `${bad} of ${sources.length} in trouble`;
}
