'use client';
/** Whom it talks to, in both directions, each with what flows and how that goes. */
import { ArrowDownLeft, ArrowUpRight, Lock } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { nodePageHref } from '@/components/inventory/links';
import { Cell, HeadCell } from '@/components/overview/table-cells';
import { edgeHref } from '@/components/shell/graph-links';
import { useScopedHref } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { Card, CardHeader } from '@/components/ui/card';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { PeerAnswer, SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { columnDecimals } from '@/lib/mesh/quantity';
import { isNamesake } from './namesake';

export function TrafficTab({ subject }: { subject: SubjectAnswer }) {
  return (
    <div className="grid gap-3 p-3">
      <PeersCard subject={subject} direction="incoming" />
      <PeersCard subject={subject} direction="outgoing" />
    </div>
  );
}

const ENDED_AT_SERVICE =
  'Calls of the service that reached none of its workloads, or that nobody told the end of';

const WORDS = {
  incoming: {
    title: 'Inbound',
    about: 'who calls it',
    none: 'Nothing called it in this window.',
    icon: ArrowDownLeft,
  },
  outgoing: {
    title: 'Outbound',
    about: 'whom it calls',
    none: 'It called nothing in this window.',
    icon: ArrowUpRight,
  },
} as const;

function PeersCard({ subject, direction }: { subject: SubjectAnswer; direction: 'incoming' | 'outgoing' }) {
  const peers = subject[direction];
  const { title, about, none, icon: Icon } = WORDS[direction];
  const note = subject.kind === 'services' && direction === 'outgoing' ? 'who answers for it' : about;
  if (peers === null) return <Skeleton className="h-40 w-full" />;
  const decimals = columnDecimals(peers.map(({ requestsPerSecond }) => requestsPerSecond));
  return (
    <Card aria-label={title}>
      <CardHeader
        title={
          <span className="flex items-center gap-1.5">
            <Icon aria-hidden="true" className="size-4 text-text-3" />
            {title}
          </span>
        }
        note={`${peers.length}, ${note}`}
      />
      {peers.length === 0 ? (
        <p className="border-line border-t px-3 py-2 text-sm text-text-2">{none}</p>
      ) : (
        <table className="w-full table-fixed text-sm">
          <thead>
            <tr>
              <HeadCell className="w-8" aria-label="Health" />
              <HeadCell>Name</HeadCell>
              <HeadCell className="w-36">Namespace</HeadCell>
              <HeadCell className="w-20">Protocol</HeadCell>
              <HeadCell right className="w-28">
                Rate
              </HeadCell>
              <HeadCell right className="w-24">
                Errors
              </HeadCell>
              <HeadCell right className="w-24">
                p95
              </HeadCell>
              <HeadCell right className="w-24">
                mTLS
              </HeadCell>
              <HeadCell className="w-28" aria-label="On the graph" />
            </tr>
          </thead>
          <tbody>
            {peers.map((peer) => (
              <PeerRow
                key={peer.edgeId}
                peer={peer}
                isNamesake={isNamesake(peer, peers)}
                subject={subject}
                decimals={decimals}
              />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function PeerRow({
  peer,
  isNamesake: isService,
  subject,
  decimals,
}: {
  peer: PeerAnswer;
  isNamesake: boolean;
  subject: SubjectAnswer;
  decimals: number;
}) {
  const scoped = useScopedHref();
  const href = nodePageHref(peer, useSettings().clusters);
  const name = peer.kind === 'unknown' ? 'without a proxy' : peer.name;
  const tone =
    (peer.errorShare ?? 0) > 0
      ? peer.health.kind === 'failing'
        ? 'font-medium text-failing'
        : 'font-medium text-degraded'
      : '';
  return (
    <tr className="h-8 hover:bg-raised">
      <Cell>
        <HealthIcon kind={peer.health.kind} className="size-3.5" />
      </Cell>
      <Cell className="truncate">
        {href === null ? (
          <span className="text-text-2">{name}</span>
        ) : (
          <Link href={scoped(href) as Route} prefetch={false} className="font-medium hover:text-accent">
            {name}
          </Link>
        )}
        {isService && (
          <span className="text-text-3" title={ENDED_AT_SERVICE}>
            {' '}
            service
          </span>
        )}
      </Cell>
      <Cell className="truncate text-text-2">{peer.namespace ?? '–'}</Cell>
      <Cell className="text-text-2 uppercase">{peer.protocol}</Cell>
      <Cell right>
        {peer.requestsPerSecond === null ? (
          <Quantity value={peer.tcpBytesPerSecond} unit="bytesPerSecond" note="both ways" />
        ) : (
          <Quantity value={peer.requestsPerSecond} unit="rps" decimals={decimals} note="over the window" />
        )}
      </Cell>
      <Cell right>
        <Quantity
          value={peer.errorShare}
          unit="share"
          note={peer.errorShare === null ? 'No requests' : 'of its requests'}
          className={tone}
        />
      </Cell>
      <Cell right>
        <Quantity
          value={peer.p95Ms}
          unit="ms"
          note={peer.p95Ms === null ? 'Not measured' : 'over the window'}
        />
      </Cell>
      <Cell right>
        {peer.mutualTlsShare === 1 ? (
          <Lock
            role="img"
            aria-label="all of it under mutual TLS"
            className="ml-auto size-3.5 text-healthy"
          />
        ) : (
          <Quantity
            value={peer.mutualTlsShare}
            unit="share"
            note={peer.mutualTlsShare === null ? 'No server tells' : 'under mutual TLS'}
          />
        )}
      </Cell>
      <Cell right>
        <Link
          href={
            scoped(
              edgeHref(
                { edgeId: peer.edgeId, namespace: subject.row.namespace },
                subject.kind === 'applications'
                  ? { type: 'app', services: 'none' }
                  : { type: 'workload', services: subject.kind === 'services' ? 'all' : 'none' },
              ),
            ) as Route
          }
          prefetch={false}
          className="link text-xs"
        >
          On the graph
        </Link>
      </Cell>
    </tr>
  );
}
