'use client';
/** Calls ranked by one figure, each as long as its figure beside the first; each leads to its edge of the graph. */
import { ArrowRight } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { edgeHref } from '@/components/shell/graph-links';
import { useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { HEALTH_TEXT, type HealthKind } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { QuantityUnit } from '@/lib/mesh/quantity';
import { SERVICE_GRAPH } from './drawn-from';

export interface RankedCall {
  edgeId: string;
  from: string;
  to: string;
  namespace: string | null;
  value: number;
  health: HealthKind;
}

export interface CallsCardProps {
  title: string;
  note: string;
  calls: readonly RankedCall[];
  unit: QuantityUnit;
  /** Class of the bars. */
  fill: string;
  /** What is said when there are none. */
  empty: string;
  /** Where all of them are. */
  all: { href: string; label: string };
}

export function CallsCard({ title, note, calls, unit, fill, empty, all }: CallsCardProps) {
  const scoped = useScopedHref();
  const longest = calls[0]?.value ?? 0;
  return (
    <Card>
      <CardHeader
        title={title}
        note={note}
        action={
          <Link href={scoped(all.href) as Route} className="link">
            {all.label}
          </Link>
        }
      />
      {calls.length === 0 ? (
        <p className="border-line border-t px-3 py-4 text-text-2">{empty}</p>
      ) : (
        <ol className="pb-1.5">
          {calls.map((call) => (
            <li key={call.edgeId}>
              <Link
                href={scoped(edgeHref(call, SERVICE_GRAPH)) as Route}
                title={`${call.from} calls ${call.to}${call.namespace === null ? '' : ` in ${call.namespace}`}`}
                className="grid grid-cols-[minmax(0,1fr)_56px_64px] items-center gap-2 px-3 py-1 -outline-offset-2 hover:bg-raised/60"
              >
                <CallName from={call.from} to={call.to} />
                <Bar share={longest === 0 ? 0 : call.value / longest} fill={fill} />
                <Quantity
                  value={call.value}
                  unit={unit}
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

/** `caller → called`, cut where there is no room. */
export function CallName({ from, to }: { from: string; to: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="min-w-0 truncate text-text-2">{from}</span>
      <ArrowRight aria-label="calls" className="size-3 shrink-0 text-text-3" />
      <span className="min-w-0 truncate font-medium">{to}</span>
    </span>
  );
}

function Bar({ share, fill }: { share: number; fill: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 6" preserveAspectRatio="none" className="h-1.5 w-full">
      <rect width="100" height="6" className="fill-raised" />
      <rect width={share * 100} height="6" className={fill} />
    </svg>
  );
}
