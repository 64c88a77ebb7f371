'use client';
/** How the control plane does: its version, the proxies that it serves, what it pushed, and what was refused. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { instantText } from '@/components/shell/time-text';
import { useTimeZone } from '@/components/shell/time-zone';
import { scopeWindowSeconds, spanText } from '@/components/shell/window-presets';
import { Card, CardHeader } from '@/components/ui/card';
import { HEALTH_TEXT, HealthIcon } from '@/components/ui/health-icon';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import type { Health } from '@/lib/health/contract';
import type { ControlPlaneAnswer } from '@/lib/health/control-plane-contract';
import { controlPlaneQuery } from './control-plane-query';
import { expiresText, versionsText } from './control-plane-words';
import { SkeletonRows } from './skeleton-rows';

export function ControlPlaneCard() {
  const scope = useScope();
  const { data, error, refetch } = useQuery(controlPlaneQuery(scope));
  const plane = data?.controlPlane ?? null;
  const span = spanText(scopeWindowSeconds(scope.window));
  return (
    <Card>
      <CardHeader
        title="Control plane"
        note={plane === null ? undefined : <State health={plane.health} />}
        action={plane === null ? undefined : <span className="text-text-3">in {span}</span>}
      />
      {data === undefined && error !== null && (
        <ProblemState compact problem={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && (
        <SkeletonRows rows={2} label="Loading the state of the control plane" />
      )}
      {data !== undefined && plane === null && (
        <p className="border-line border-t px-3 py-4 text-text-2">
          No metrics of istiod here. Where its port 15014 is scraped, proxies, pushes and certificates are
          shown.
        </p>
      )}
      {data !== undefined && plane !== null && <Figures plane={plane} window={data.window} span={span} />}
    </Card>
  );
}

function State({ health }: { health: Health }) {
  const why = 'reasons' in health ? health.reasons.join('. ') : 'because' in health ? health.because : '';
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <HealthIcon kind={health.kind} label="" className="size-3.5" />
      <span className={`font-medium ${HEALTH_TEXT[health.kind]}`}>{health.kind}</span>
      <span className="min-w-0 truncate" title={why}>
        {why}
      </span>
    </span>
  );
}

interface FiguresProps {
  plane: NonNullable<ControlPlaneAnswer['controlPlane']>;
  window: ControlPlaneAnswer['window'];
  span: string;
}

const NO_METRIC = 'This release of Istio, or its scrape configuration, has no such metric';

function Figures({ plane: { figures }, window, span }: FiguresProps) {
  const scoped = useScopedHref();
  const [zone] = useTimeZone();
  const versions = versionsText(figures.versions);
  const refused = figures.rejections.reduce((sum, { count }) => sum + count, 0);
  const types = figures.rejections.map(({ type, count }) => `${type} ${Math.round(count)}`).join(', ');
  const expires = figures.rootCertificateExpiresSeconds;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(92px,1fr))] gap-x-3 gap-y-2.5 border-line border-t px-3 py-2.5">
      <Figure name="Version">
        <span title={versions.title}>{versions.text}</span>
      </Figure>
      <Figure name="Proxies">
        <Quantity
          value={figures.proxiesConnected}
          unit="count"
          note={figures.proxiesConnected === null ? NO_METRIC : 'connected'}
        />
      </Figure>
      <Figure name="Refused">
        <Link
          href={scoped('/config') as Route}
          className={refused > 0 ? 'text-degraded hover:underline' : 'hover:underline'}
          title={types === '' ? 'Proxies refused nothing' : types}
        >
          <Quantity
            value={Math.round(refused)}
            unit="count"
            note={`pushes that proxies refused in ${span}`}
          />
        </Link>
      </Figure>
      <Figure name="Push errors">
        <Link href={scoped('/config') as Route} className="hover:underline">
          <Quantity value={rounded(figures.pushErrors) ?? 0} unit="count" note={`in ${span}`} />
        </Link>
      </Figure>
      <Figure name="Convergence">
        <Quantity
          value={figures.convergenceMs.p99}
          unit="ms"
          note={
            figures.convergenceMs.p99 === null
              ? `Nothing was pushed in ${span}`
              : `p99: 99 of 100 changes reached their proxies in ${span} within this`
          }
        />
      </Figure>
      <Figure name="Config refused">
        <Link href={scoped('/config') as Route} className="hover:underline">
          <Quantity value={rounded(figures.configRejections) ?? 0} unit="count" note={`objects in ${span}`} />
        </Link>
      </Figure>
      <Figure name="Root certificate">
        {expires === null ? (
          <Quantity value={null} unit="count" note={NO_METRIC} />
        ) : (
          <span title={`until ${instantText(expires * 1000, zone)}`}>
            {expiresText(expires - window.toSeconds)}
          </span>
        )}
      </Figure>
    </dl>
  );
}

function rounded(count: number | null): number | null {
  return count === null ? null : Math.round(count);
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-text-3 text-xs">{name}</dt>
      <dd className="truncate font-semibold">{children}</dd>
    </div>
  );
}
