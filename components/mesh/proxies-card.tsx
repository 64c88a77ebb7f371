'use client';
/** Proxies that are connected to the control plane, and those that have not taken what they were sent. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import type { MeshProxiesAnswer } from '@/lib/insight/mesh-page/contract';
import { meshProxiesQuery } from './mesh-query';

/** More of them are a fault of the control plane, which its own card tells. */
const MOST_BEHIND = 8;

export function ProxiesCard() {
  const { data } = useQuery(meshProxiesQuery(useScope()));
  const proxies = data?.proxies ?? null;
  return (
    <Card aria-label="Proxies">
      <CardHeader title="Proxies" note={proxies === null ? 'by the control plane' : verdictOf(proxies)} />
      {proxies !== null && <Proxies proxies={proxies} />}
      {data?.because != null && (
        <p className="text-pretty border-line border-t px-3 py-3 text-text-2">
          {data.because} What metrics tell stands beside this.
        </p>
      )}
    </Card>
  );
}

type Told = NonNullable<MeshProxiesAnswer['proxies']>;

function verdictOf({ connected, behind }: Told): string {
  return behind.length === 0
    ? `all ${connected} have what they were sent`
    : `${behind.length} of ${connected} behind`;
}

function Proxies({ proxies: { versions, behind, silent } }: { proxies: Told }) {
  const scoped = useScopedHref();
  return (
    <ul>
      {behind.slice(0, MOST_BEHIND).map(({ namespace, pod, types }) => (
        <Line
          key={`${namespace}/${pod}`}
          left={
            <span className="flex min-w-0 items-center gap-2">
              <HealthIcon kind="degraded" label="behind" className="size-3.5" />
              <Link
                href={
                  scoped(`/workloads?q=${encodeURIComponent(`${namespace} ${workloadOf(pod)}`)}`) as Route
                }
                className="truncate font-medium hover:underline"
              >
                {pod}
              </Link>
              <span className="text-text-3">{namespace}</span>
            </span>
          }
          right={types.join(', ')}
        />
      ))}
      {behind.length > MOST_BEHIND && <Line left={`${behind.length - MOST_BEHIND} more`} right="" />}
      {versions.map(({ version, count }) => (
        <Line key={version} left={`Version ${version}`} right={count} />
      ))}
      {silent.map(({ pod, because }) => (
        <Line key={pod} left={pod} right={because} />
      ))}
    </ul>
  );
}

/** The name that pods of a Deployment begin with. */
function workloadOf(pod: string): string {
  return pod.split('-').slice(0, -2).join('-') || pod;
}

function Line({ left, right }: { left: React.ReactNode; right: React.ReactNode }) {
  return (
    <li className="flex min-h-8 items-center justify-between gap-3 border-line border-t px-3 py-1">
      <span className="min-w-0 truncate">{left}</span>
      <span className="min-w-0 truncate text-text-2 tabular-nums">{right}</span>
    </li>
  );
}
