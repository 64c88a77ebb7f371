'use client';
/** How many objects of each kind there are, and those in which something is wrong. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useMemo } from 'react';
import { configHref, configListQuery } from '@/components/shell/config-list-query';
import { useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { ConfigListEntry } from '@/lib/config/contract';
import { configCounts, findingText } from './config-counts';

/** Objects with findings that are named; the rest is counted. */
const ROWS = 3;

/** About as many kinds as a mesh uses. */
const SHAPE = Array.from({ length: 12 }, (_unused, place) => `kind ${place}`);

export function ConfigurationCard() {
  const scoped = useScopedHref();
  const { data, error, refetch } = useQuery(configListQuery);
  const counts = useMemo(() => (data === undefined ? null : configCounts(data)), [data]);
  return (
    <Card>
      <CardHeader
        title="Configuration"
        note={counts === null ? undefined : <Verdict errors={counts.errors} warnings={counts.warnings} />}
        action={
          <Link href={scoped('/config') as Route} className="link">
            {counts === null ? 'Open' : `All ${counts.objects}`}
          </Link>
        }
      />
      {counts === null && error !== null && (
        <ProblemState compact problem={error} onRetry={() => void refetch()} />
      )}
      {counts === null && error === null && (
        <div
          aria-busy="true"
          className="grid h-[169px] grid-cols-2 content-start gap-x-6 gap-y-3 border-line border-t px-3 py-3.5"
        >
          {SHAPE.map((name) => (
            <Skeleton key={name} className="h-3" />
          ))}
        </div>
      )}
      {counts !== null && (
        <>
          <Findings found={counts.found} unreadable={counts.unreadable} />
          <dl className="grid grid-cols-2 gap-x-6 border-line border-t px-3 py-2">
            {counts.kinds.map(({ kind, count }) => (
              <div key={kind} className="flex items-center justify-between gap-2">
                <dt className="min-w-0 truncate text-text-2 text-xs" title={kind}>
                  {kind}
                </dt>
                <dd className="font-medium text-xs tabular-nums">
                  <Link
                    href={scoped(`/config?kinds=${encodeURIComponent(kind)}`) as Route}
                    aria-label={`${count} of kind ${kind}`}
                    className="inline-flex min-h-6 min-w-6 items-center justify-end hover:underline"
                  >
                    {count}
                  </Link>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  );
}

function Verdict({ errors, warnings }: { errors: number; warnings: number }) {
  if (errors === 0 && warnings === 0) return 'nothing found';
  return (
    <span className="flex items-center gap-2">
      {errors > 0 && <Count kind="failing" number={errors} label="errors" />}
      {warnings > 0 && <Count kind="degraded" number={warnings} label="warnings" />}
    </span>
  );
}

function Count({ kind, number, label }: { kind: 'failing' | 'degraded'; number: number; label: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1 font-medium text-xs tabular-nums ${kind === 'failing' ? 'text-failing' : 'text-degraded'}`}
    >
      <HealthIcon kind={kind} label={label} className="size-3.5" />
      {number}
    </span>
  );
}

function Findings({
  found,
  unreadable,
}: {
  found: readonly ConfigListEntry[];
  unreadable: readonly string[];
}) {
  const scoped = useScopedHref();
  return (
    <ul>
      {unreadable.slice(0, 1).map((origin) => (
        <li key={origin} className="flex items-start gap-2 border-line border-t px-3 py-1.5">
          <HealthIcon kind="failing" label="error" className="mt-0.5 size-3.5" />
          <Link href={scoped('/config') as Route} className="min-w-0 truncate hover:underline">
            {origin} cannot be read
          </Link>
        </li>
      ))}
      {found.slice(0, ROWS).map(({ id, status }) => (
        <li key={configHref(id)} className="flex items-start gap-2 border-line border-t px-3 py-1.5">
          <HealthIcon
            kind={status.errors > 0 ? 'failing' : 'degraded'}
            label={status.errors > 0 ? 'error' : 'warning'}
            className="mt-0.5 size-3.5"
          />
          <Link href={scoped(configHref(id)) as Route} className="group min-w-0">
            <span className="block truncate font-medium group-hover:underline">
              {id.kind} {id.name}
            </span>
            <span className="block truncate text-text-3 text-xs">
              {id.namespace ?? 'cluster'} · {id.cluster !== undefined && `${id.cluster} · `}
              {findingText(status)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
