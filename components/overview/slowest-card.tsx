'use client';
/** The calls with the highest p95, each as long as it takes beside the slowest. */
import { ArrowRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { HEALTH_TEXT } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { SlowCalls } from './summary';

export function SlowestCard({ calls }: { calls: readonly SlowCalls[] }) {
  const scoped = useScopedHref();
  const longest = calls[0]?.p95Ms ?? 0;
  return (
    <Card>
      <CardHeader title="Slowest calls" note="p95" />
      {calls.length === 0 ? (
        <p className="border-line border-t px-3 py-4 text-text-3 text-xs">
          No latency was measured in this window.
        </p>
      ) : (
        <ol className="pb-1.5">
          {calls.map((call) => (
            <li key={call.edgeId}>
              <Link
                href={scoped(`/graph?edge=${encodeURIComponent(call.edgeId)}`) as Route}
                title={`${call.from} calls ${call.to}${call.namespace === null ? '' : ` in ${call.namespace}`}`}
                className="grid grid-cols-[minmax(0,1fr)_72px_64px] items-center gap-2 px-3 py-1 -outline-offset-2 hover:bg-raised/60"
              >
                <span className="flex min-w-0 items-center gap-1">
                  <span className="truncate text-text-2">{call.from}</span>
                  <ArrowRight aria-hidden="true" className="size-3 text-text-3" />
                  <span className="truncate font-medium">{call.to}</span>
                </span>
                <svg
                  aria-hidden="true"
                  viewBox="0 0 100 6"
                  preserveAspectRatio="none"
                  className="h-1.5 w-full"
                >
                  <rect width="100" height="6" rx="0" className="fill-raised" />
                  <rect
                    width={longest === 0 ? 0 : (call.p95Ms / longest) * 100}
                    height="6"
                    className="fill-series-5"
                  />
                </svg>
                <Quantity
                  value={call.p95Ms}
                  unit="ms"
                  className={`text-right ${call.health === 'failing' ? HEALTH_TEXT.failing : ''}`}
                />
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
