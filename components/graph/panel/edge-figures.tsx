/** The figures of an edge, for its panel. */
import { Lock, LockOpen } from 'lucide-react';
import { failedShare } from '@/components/graph/lines/line-model';
import type { GraphEdge } from '@/lib/graph/contract';
import { codeRows } from './codes-table';
import type { Figure } from './parts';

/** Four figures that say most of an edge, by its protocol; messages where they were asked for. */
export function edgeFigures(edge: GraphEdge): Figure[] {
  if (edge.tcp !== null && edge.requests === null) return tcpFigures(edge);
  if (edge.messages === null) return requestFigures(edge);
  return [
    ...requestFigures(edge),
    {
      label: 'Sent',
      value: edge.messages.sentPerSecond,
      unit: 'messages',
      note: 'gRPC messages from caller to callee',
    },
    {
      label: 'Received',
      value: edge.messages.receivedPerSecond,
      unit: 'messages',
      note: 'gRPC messages from callee to caller',
    },
  ];
}

/** The most frequent failure, in words. */
export function worstEnding(edge: GraphEdge): string | null {
  const worst = codeRows(edge.requests?.codes ?? [], edge.protocol).find((row) => row.tone === 'failing');
  if (worst === undefined) return null;
  const flags = worst.flags === '-' ? '' : ` ${worst.flags}`;
  return `Most often ${worst.code}${flags}: ${worst.words}.`;
}

function errorTone(edge: GraphEdge): 'failing' | 'degraded' | 'plain' {
  if (edge.requests === null || edge.requests.errorsPerSecond === 0) return 'plain';
  return edge.health.kind === 'failing' ? 'failing' : edge.health.kind === 'degraded' ? 'degraded' : 'plain';
}

function requestFigures(edge: GraphEdge): Figure[] {
  const { requests, latencyMs } = edge;
  const none = requests === null || requests.requestsPerSecond === 0;
  return [
    { label: 'Rate', value: requests?.requestsPerSecond ?? null, unit: 'rps' },
    {
      label: 'Errors',
      value: none ? null : failedShare(edge),
      unit: 'share',
      tone: errorTone(edge),
      note: '5xx, no response and gRPC errors by all requests',
    },
    { label: 'Latency p95', value: latencyMs?.p95 ?? null, unit: 'ms' },
    mtlsFigure(edge),
  ];
}

function tcpFigures(edge: GraphEdge): Figure[] {
  return [
    {
      label: 'Sent',
      value: edge.tcp?.sentBytesPerSecond ?? null,
      unit: 'bytesPerSecond',
      note: 'from caller to callee',
    },
    {
      label: 'Received',
      value: edge.tcp?.receivedBytesPerSecond ?? null,
      unit: 'bytesPerSecond',
      note: 'from callee to caller',
    },
    {
      label: 'Opened per s',
      value: edge.tcp?.connectionsOpenedPerSecond ?? null,
      unit: 'count',
      note: 'connections opened per second',
    },
    mtlsFigure(edge),
  ];
}

function mtlsFigure(edge: GraphEdge): Figure {
  const share = edge.mtls?.share ?? null;
  const icon =
    share === null ? null : share >= 0.9995 ? (
      <Lock aria-hidden="true" className="size-3.5 text-healthy" />
    ) : (
      <LockOpen aria-hidden="true" className="size-3.5 text-degraded" />
    );
  return {
    label: 'mTLS',
    value: share,
    unit: 'share',
    icon,
    note: share === null ? 'No server-side proxy tells' : 'as the server’s proxy saw it',
  };
}
