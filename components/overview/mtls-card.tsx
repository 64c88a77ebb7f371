'use client';
/** How much of the traffic is under mutual TLS, and which calls are not. */
import { Lock, LockOpen } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { edgeHref, foundHref } from '@/components/shell/graph-links';
import { useScopedHref } from '@/components/shell/scope';
import { Quantity } from '@/components/ui/quantity';
import { SERVICE_GRAPH } from './drawn-from';
import { PLOT_HEIGHT, SignalCard } from './signal-card';
import type { OverviewSummary } from './summary';

/** Rows that the height of the other cards' charts leaves room for. */
const ROWS = 2;

export function MtlsCard({ summary }: { summary: OverviewSummary }) {
  const { mtlsShare: share, plain, calls } = summary;
  const scoped = useScopedHref();
  return (
    <SignalCard
      title="mTLS coverage"
      leadsTo={{ href: '/graph?labels=rate,mtls', words: 'mutual TLS of each call, on the graph' }}
      figure={
        <Quantity
          value={share}
          unit="share"
          note={
            share === null ? 'No server told how its calls arrived' : 'of requests, as the servers saw them'
          }
        />
      }
      note="of requests"
    >
      <div className="flex flex-col gap-2" style={{ height: PLOT_HEIGHT }}>
        <CoverageBar share={share} />
        {plain.length === 0 ? (
          <p className="flex items-center gap-2 pt-1 text-text-2 text-xs">
            {share !== null && <Lock aria-hidden="true" className="size-3.5 text-healthy" />}
            {share === null ? 'Nothing is known for this window.' : 'Every call that was seen is encrypted.'}
          </p>
        ) : (
          <ul className="grid">
            {plain.slice(0, ROWS).map((calls) => (
              <li key={calls.edgeId}>
                <Link
                  href={scoped(edgeHref(calls, SERVICE_GRAPH)) as Route}
                  className="-mx-1 flex h-6 items-center gap-2 rounded-tag px-1 text-xs hover:bg-raised"
                >
                  <LockOpen aria-hidden="true" className="size-3.5 text-degraded" />
                  <span className="min-w-0 flex-1 truncate">
                    {calls.from} <span className="text-text-3">→</span> {calls.to}
                  </span>
                  <Quantity value={calls.plainPerSecond} unit="rps" note="in plain text" />
                </Link>
              </li>
            ))}
          </ul>
        )}
        <p
          className="mt-auto truncate pb-1 text-text-3 text-xs"
          title="Calls by how they arrive; those are not told whose server has no proxy"
        >
          <Found count={calls.encrypted} words="encrypted" by="%mtls >= 100 and rate > 0" />
          {calls.plain > 0 && (
            <>
              {' · '}
              <Found count={calls.plain} words="plain text" by="%mtls < 100 and rate > 0" />
            </>
          )}
          {calls.untold > 0 && (
            <>
              {' · '}
              <Found count={calls.untold} words="not told" by="%mtls = NaN and %mtls != 0 and rate > 0" />
            </>
          )}
        </p>
      </div>
    </SignalCard>
  );
}

/** A count that leads to the graph with just those calls found. */
function Found({ count, words, by }: { count: number; words: string; by: string }) {
  const scoped = useScopedHref();
  return (
    <Link
      href={scoped(foundHref(by, SERVICE_GRAPH, { labels: 'rate,mtls' })) as Route}
      className="hover:underline"
    >
      {count} {words}
    </Link>
  );
}

function CoverageBar({ share }: { share: number | null }) {
  if (share === null)
    return <span className="mt-1 block h-2 rounded-full border border-idle border-dashed" />;
  return (
    <svg
      aria-hidden="true"
      className="mt-1 block h-2 w-full overflow-hidden rounded-full"
      preserveAspectRatio="none"
      viewBox="0 0 1000 8"
    >
      <rect width="1000" height="8" className="fill-degraded-mark" opacity={share < 1 ? 0.85 : 0} />
      <rect width={share * 1000} height="8" className="fill-healthy-bar" />
      {share < 1 && <rect x={Math.min(996, share * 1000)} width="4" height="8" className="fill-surface" />}
    </svg>
  );
}
