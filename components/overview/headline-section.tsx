'use client';
/** What the mesh does in one sentence, the worst of it below, and the count of each kind. */
import type { Route } from 'next';
import Link from 'next/link';
import { foundHref, nodeHref } from '@/components/shell/graph-links';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { scopeWindowSeconds, spanText } from '@/components/shell/window-presets';
import { HEALTH_TEXT, HealthIcon, type HealthKind } from '@/components/ui/health-icon';
import { SERVICE_GRAPH } from './drawn-from';
import { headline } from './headline';
import { type OverviewSummary, worstKind } from './summary';

const WASHES: Record<HealthKind, string> = {
  failing: 'bg-failing-wash',
  degraded: 'bg-degraded-wash',
  healthy: 'bg-healthy-wash',
  idle: 'bg-idle-wash',
  unknown: 'bg-idle-wash',
};

export function HeadlineSection({ summary }: { summary: OverviewSummary }) {
  const kind = worstKind(summary.tally);
  return (
    <section className="flex min-h-12 items-center gap-3 max-lg:flex-wrap" aria-label="Health of the mesh">
      <span className={`grid size-10 shrink-0 place-items-center rounded-card ${WASHES[kind]}`}>
        <HealthIcon kind={kind} label="" className="size-[22px]" />
      </span>
      <div className="min-w-0">
        <p className="font-semibold text-xl tracking-[-0.012em]">
          {headline(summary.tally, summary.services)}
        </p>
        <p className="truncate text-text-2">
          <Worst summary={summary} />
        </p>
      </div>
      <Tally summary={summary} />
    </section>
  );
}

function Worst({ summary }: { summary: OverviewSummary }) {
  const scoped = useScopedHref();
  const scope = useScope();
  const worst = summary.attention[0];
  const span = spanText(scopeWindowSeconds(scope.window));
  if (worst === undefined) {
    const where = scope.namespaces === null ? 'in the whole mesh' : `in ${scope.namespaces.join(', ')}`;
    return `Nothing needs attention ${where}, judged by the traffic of ${span}.`;
  }
  const more = worst.reasons.length > 1 ? ` and ${worst.reasons.length - 1} more` : '';
  return (
    <>
      <Link href={scoped(nodeHref(worst.node, SERVICE_GRAPH)) as Route} className="link">
        {worst.node.name}
      </Link>
      {worst.node.namespace !== null && <span className="text-text-3"> in {worst.node.namespace}</span>}:{' '}
      {worst.reasons[0]}
      {more}
    </>
  );
}

const SHOWN: readonly HealthKind[] = ['failing', 'degraded', 'healthy', 'idle'];

/** What is no service is not counted, see summary.ts. */
const SERVICE = 'node != unknown and node != passthrough and node != blackhole';

/** The graph with those of a kind found. */
function kindHref(kind: HealthKind): string {
  return foundHref(`${SERVICE} and health = ${kind}`, SERVICE_GRAPH, { idle: 'true' });
}

function Tally({ summary }: { summary: OverviewSummary }) {
  const scoped = useScopedHref();
  const kinds = summary.tally.unknown > 0 ? [...SHOWN, 'unknown' as const] : SHOWN;
  return (
    <dl className="flex shrink-0 items-stretch lg:ml-auto max-lg:[&>:first-child]:pl-0">
      {kinds.map((kind) => (
        <div
          key={kind}
          className="grid justify-items-start border-line border-l px-3.5 first:border-l-0 last:pr-0"
        >
          <dd
            className={`order-first flex items-center gap-1.5 font-semibold text-xl tabular-nums ${HEALTH_TEXT[kind]}`}
          >
            <HealthIcon kind={kind} label="" />
            <Link
              href={scoped(kindHref(kind)) as Route}
              className="decoration-1 underline-offset-4 hover:underline"
            >
              {summary.tally[kind]}
            </Link>
          </dd>
          <dt className="text-text-3 text-xs">{kind}</dt>
        </div>
      ))}
    </dl>
  );
}
