'use client';
/** Who it is, how it does and why, and the facts that people ask for first. */
import { Gauge, Waypoints } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { subjectDashboardHref } from '@/components/dashboards/subject-dashboard';
import { KIND_WORDS, PLANE_WORDS } from '@/components/inventory/kind-words';
import { inventoryHref } from '@/components/inventory/links';
import { nodeHref } from '@/components/shell/graph-links';
import { useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { Tag } from '@/components/ui/pill';
import { Quantity } from '@/components/ui/quantity';
import type { InventoryRow } from '@/lib/insight/inventory/contract';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import { NamespaceActions } from './namespace-actions';

const WASH: Readonly<Record<HealthKind, string>> = {
  healthy: 'bg-healthy-wash',
  degraded: 'bg-degraded-wash',
  failing: 'bg-failing-wash',
  idle: 'bg-idle-wash',
  unknown: 'bg-idle-wash',
};

export function SubjectHead({ subject }: { subject: SubjectAnswer }) {
  const { row } = subject;
  return (
    <header className="bg-surface">
      <div className="flex items-center gap-3 border-line border-b px-4 py-3">
        <span
          className={classNames(
            'grid size-9 shrink-0 place-items-center rounded-card',
            WASH[row.health.kind],
          )}
        >
          <HealthIcon kind={row.health.kind} className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <h1 className="flex min-w-0 items-center gap-2 font-semibold text-lg leading-6">
            <span className="truncate">{row.name}</span>
            <Tag>{row.type ?? KIND_WORDS[subject.kind].one}</Tag>
          </h1>
          <p className="truncate text-sm text-text-2" title={reasonOf(row)}>
            {reasonOf(row)}
          </p>
        </div>
        <Figures row={row} />
        <HeadActions subject={subject} />
      </div>
      <Facts subject={subject} />
    </header>
  );
}

function reasonOf({ health }: InventoryRow): string {
  switch (health.kind) {
    case 'healthy':
      return 'Healthy: nothing of what arrives fails beyond its limits.';
    case 'idle':
      return 'Idle: no traffic in this window.';
    case 'unknown':
      return health.because;
    default:
      return `${health.kind === 'failing' ? 'Failing' : 'Degraded'}: ${health.reasons.join('; ')}.`;
  }
}

function Figures({ row: { figures, health } }: { row: InventoryRow }) {
  if (figures === null) return null;
  const way = figures.direction === 'outgoing' ? 'outbound' : 'inbound';
  const isTcp = figures.requestsPerSecond === null && figures.tcpBytesPerSecond !== null;
  const tone = (figures.errorShare ?? 0) > 0 && health.kind !== 'healthy' ? TONES[health.kind] : '';
  return (
    <dl className="flex shrink-0 divide-x divide-line">
      {isTcp ? (
        <Figure label={`${way} TCP`} value={figures.tcpBytesPerSecond} unit="bytesPerSecond" />
      ) : (
        <>
          <Figure label={`${way} rate`} value={figures.requestsPerSecond} unit="rps" />
          <Figure label={`${way} errors`} value={figures.errorShare} unit="share" tone={tone} />
          <Figure label={`${way} p95`} value={figures.p95Ms} unit="ms" />
        </>
      )}
    </dl>
  );
}

const TONES: Readonly<Record<HealthKind, string>> = {
  healthy: '',
  degraded: 'text-degraded',
  failing: 'text-failing',
  idle: '',
  unknown: '',
};

interface FigureProps {
  label: string;
  value: number | null;
  unit: QuantityUnit;
  tone?: string;
}

function Figure({ label, value, unit, tone = '' }: FigureProps) {
  return (
    <div className="px-4 last:pr-0">
      <dd>
        <Quantity
          value={value}
          unit={unit}
          note={value === null ? 'Nothing was measured in the window' : 'over the window'}
          className={classNames('font-semibold text-base', tone)}
        />
      </dd>
      <dt className="text-text-3 text-xs">{label}</dt>
    </div>
  );
}

function HeadActions({ subject }: { subject: SubjectAnswer }) {
  const scoped = useScopedHref();
  const { kind, row, nodeId } = subject;
  const href =
    kind === 'namespaces'
      ? `/graph?namespaces=${encodeURIComponent(row.name)}`
      : nodeId === null
        ? null
        : nodeHref(
            { id: nodeId, namespace: row.namespace },
            kind === 'applications'
              ? { type: 'app' }
              : { type: 'workload', services: kind === 'services' ? 'all' : 'none' },
          );
  const dashboard = subjectDashboardHref(kind, row);
  return (
    <div className="flex shrink-0 items-center gap-2">
      {kind === 'namespaces' && <NamespaceActions name={row.name} />}
      {dashboard !== null && (
        <Button asChild>
          <Link href={scoped(dashboard) as Route} prefetch={false}>
            <Gauge aria-hidden="true" />
            Dashboard
          </Link>
        </Button>
      )}
      {href !== null && (
        <Button asChild>
          <Link href={scoped(href) as Route} prefetch={false}>
            <Waypoints aria-hidden="true" />
            Open in graph
          </Link>
        </Button>
      )}
    </div>
  );
}

function Facts({ subject }: { subject: SubjectAnswer }) {
  const { row, app, version, serviceAccounts, service } = subject;
  const facts: (readonly [string, ReactNode])[] = [];
  if (app !== null && row.namespace !== null) {
    facts.push(['App', <PlaceLink key="app" kind="applications" namespace={row.namespace} name={app} />]);
  }
  if (version !== null) facts.push(['Version', version]);
  if (row.holds !== null && row.holds.versions.length > 0)
    facts.push(['Versions', row.holds.versions.join(', ')]);
  if (subject.kind !== 'namespaces' && serviceAccounts.length > 0) {
    facts.push([
      serviceAccounts.length === 1 ? 'Service account' : 'Service accounts',
      serviceAccounts.join(', '),
    ]);
  }
  if (row.replicas !== null) facts.push(['Replicas', replicasText(row.replicas)]);
  facts.push(['Mode', PLANE_WORDS[row.plane].word]);
  if (row.revision !== null) facts.push(['Revision', row.revision]);
  const share = row.figures?.mutualTlsShare ?? null;
  if (share !== null)
    facts.push(['mTLS', <Quantity key="mtls" value={share} unit="share" note="of what arrives" />]);
  if (service !== null && service.clusterIps.length > 0)
    facts.push(['Cluster IP', service.clusterIps.join(', ')]);
  if (row.cluster !== null) facts.push(['Cluster', row.cluster]);
  if (row.findings !== null) facts.push(['Findings', findingsText(row.findings)]);
  return (
    <dl className="flex flex-wrap divide-x divide-line border-line border-b px-4 py-2">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0 max-w-72 px-4 first:pl-0">
          <dt className="text-text-3 text-xs">{label}</dt>
          <dd className="truncate font-medium text-sm">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function replicasText({ desired, ready }: NonNullable<InventoryRow['replicas']>): string {
  return ready === null ? `${desired} wanted` : `${ready}/${desired} ready`;
}

function findingsText({ errors, warnings }: NonNullable<InventoryRow['findings']>): string {
  return errors + warnings === 0 ? 'None' : `${errors} errors, ${warnings} warnings`;
}

function PlaceLink(place: { kind: 'applications'; namespace: string; name: string }) {
  const scoped = useScopedHref();
  return (
    <Link href={scoped(inventoryHref(place.kind, place)) as Route} prefetch={false} className="link">
      {place.name}
    </Link>
  );
}
