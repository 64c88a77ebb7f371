'use client';
/** A small picture of its traffic: who calls it at the left, whom it calls at the right. Each card leads to its page. */
import type { Route } from 'next';
import Link from 'next/link';
import { nodePageHref } from '@/components/inventory/links';
import { useScopedHref } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { Card, CardHeader } from '@/components/ui/card';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { Skeleton } from '@/components/ui/skeleton';
import type { PeerAnswer, SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { quantityText } from '@/lib/mesh/quantity';
import { isNamesake } from './namesake';

/** More would make the picture taller than what it tells. */
const MOST = 6;
const ROW = 44;
const CARD = 34;

export function NeighbourPicture({ subject }: { subject: SubjectAnswer }) {
  const { incoming, outgoing, row } = subject;
  if (incoming === null || outgoing === null) {
    return (
      <Card aria-label="Traffic">
        <CardHeader title="Traffic" />
        <Skeleton className="mx-3 mb-3 h-32" />
      </Card>
    );
  }
  if (incoming.length + outgoing.length === 0) {
    return (
      <Card aria-label="Traffic">
        <CardHeader title="Traffic" />
        <p className="border-line border-t px-3 py-2 text-sm text-text-2">
          Nothing calls it and it calls nothing in this window.
        </p>
      </Card>
    );
  }
  const [left, right] = [incoming.slice(0, MOST), outgoing.slice(0, MOST)];
  const height = Math.max(left.length, right.length, 1) * ROW;
  return (
    <Card aria-label="Traffic">
      <CardHeader title="Traffic" note={notes(incoming.length, outgoing.length)} />
      <div className="grid px-3 pb-3" style={{ gridTemplateColumns: tracks(left.length, right.length) }}>
        {left.length > 0 && (
          <>
            <Peers peers={left} height={height} />
            <Lines peers={left} height={height} toCentre />
          </>
        )}
        <div className="grid content-center" style={{ height }}>
          <div className="flex h-11 min-w-0 items-center gap-2 rounded-card border-2 border-accent px-2.5">
            <HealthIcon kind={row.health.kind} />
            <span className="truncate font-semibold text-sm" title={row.name}>
              {row.name}
            </span>
          </div>
        </div>
        {right.length > 0 && (
          <>
            <Lines peers={right} height={height} toCentre={false} />
            <Peers peers={right} height={height} />
          </>
        )}
      </div>
    </Card>
  );
}

/** A side without anybody takes no room, so that the names of the other are whole. */
function tracks(callers: number, callees: number): string {
  const cards = callers > 0 && callees > 0 ? 'minmax(0, 1fr)' : 'minmax(0, 340px)';
  return [
    ...(callers > 0 ? [cards, '72px'] : []),
    'minmax(0, 168px)',
    ...(callees > 0 ? ['72px', cards] : []),
  ].join(' ');
}

function notes(callers: number, callees: number): string {
  const shown = (many: number) => (many > MOST ? `${MOST} of ${many}` : String(many));
  return `${shown(callers)} in, ${shown(callees)} out`;
}

function Peers({ peers, height }: { peers: readonly PeerAnswer[]; height: number }) {
  return (
    <ul className="grid content-center" style={{ height }}>
      {peers.map((peer) => (
        <li key={peer.edgeId} style={{ height: ROW }} className="grid min-w-0 items-center">
          <Peer peer={peer} peers={peers} />
        </li>
      ))}
    </ul>
  );
}

function Peer({ peer, peers }: { peer: PeerAnswer; peers: readonly PeerAnswer[] }) {
  const scoped = useScopedHref();
  const href = nodePageHref(peer, useSettings().clusters);
  const content = (
    <>
      <HealthIcon kind={peer.health.kind} className="size-3.5" />
      <span
        className="min-w-0 flex-1 truncate font-medium text-xs"
        title={`${peer.namespace ?? ''} ${peer.name}`}
      >
        {peer.name}
        {isNamesake(peer, peers) && <span className="font-normal text-text-3"> service</span>}
      </span>
      <span className="shrink-0 text-2xs text-text-3 tabular-nums">
        {peer.requestsPerSecond === null
          ? quantityText(peer.tcpBytesPerSecond, 'bytesPerSecond')
          : quantityText(peer.requestsPerSecond, 'rps')}
      </span>
    </>
  );
  const classes = 'flex min-w-0 items-center gap-1.5 rounded-control border border-line px-2';
  return href === null ? (
    <span className={classes} style={{ height: CARD }}>
      {content}
    </span>
  ) : (
    <Link
      href={scoped(href) as Route}
      prefetch={false}
      className={classNames(classes, 'hover:bg-raised')}
      style={{ height: CARD }}
    >
      {content}
    </Link>
  );
}

const STROKES = {
  healthy: 'var(--healthy)',
  degraded: 'var(--degraded-mark)',
  failing: 'var(--failing)',
  idle: 'var(--idle)',
  unknown: 'var(--idle)',
} as const;

/** From each card to the middle, thicker the more flows, with the arrow at the one that is called. */
function Lines({
  peers,
  height,
  toCentre,
}: {
  peers: readonly PeerAnswer[];
  height: number;
  toCentre: boolean;
}) {
  const top = (height - peers.length * ROW) / 2;
  return (
    <svg aria-hidden="true" width={72} height={height} className="block">
      {peers.map((peer, index) => {
        const y = top + index * ROW + ROW / 2;
        const middle = height / 2 + (index - (peers.length - 1) / 2) * 4;
        const [from, to] = toCentre ? [y, middle] : [middle, y];
        const colour = STROKES[peer.health.kind];
        return (
          <g key={peer.edgeId} stroke={colour} fill="none">
            <path
              d={`M2 ${from}C36 ${from} 36 ${to} 62 ${to}`}
              strokeWidth={Math.min(4, 1 + Math.log10(1 + (peer.requestsPerSecond ?? 1)) * 1.5)}
              {...(peer.protocol === 'tcp' ? { strokeDasharray: '2 3' } : {})}
            />
            <path d={`M61 ${to - 4}L70 ${to}L61 ${to + 4}Z`} fill={colour} stroke="none" />
          </g>
        );
      })}
    </svg>
  );
}
