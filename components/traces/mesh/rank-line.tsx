'use client';
/** Where the duration of a call stands among those of its edge in the minutes around it, as Istio's histogram tells. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { Skeleton } from '@/components/ui/skeleton';
import type { SpanCall } from '@/lib/insight/span-calls';
import { quantityText } from '@/lib/mesh/quantity';
import type { RankAnswer } from '@/lib/metrics/rank';
import { startUnixUs, type Trace } from '@/lib/traces/model/trace';
import { rankParams, rankQuery, windowAround } from './rank-query';
import { Line } from './route-line';

export function RankLine({ trace, call }: { readonly trace: Trace; readonly call: SpanCall }) {
  // One instant as long as the panel is open: the question must not change while it is read.
  const [nowSeconds] = useState(() => Date.now() / 1000);
  const row = call.clientRow >= 0 ? call.clientRow : call.serverRow;
  const valueMs = (trace.durationNs[row] ?? 0) / 1e6;
  const params = rankParams(call, valueMs, windowAround(startUnixUs(trace, row), nowSeconds));
  const { data, error } = useQuery(rankQuery(params));
  if (params === null) return null;
  if (error !== null && data === undefined) {
    const message = error instanceof AnswerProblem ? error.message : 'The metrics could not be read.';
    return (
      <Line label="Duration">
        <span className="text-text-2">{message}</span>
      </Line>
    );
  }
  if (data === undefined) return <Skeleton className="h-10 w-full" />;
  if (data.rank === null) {
    return (
      <Line label="Duration">
        <span className="text-text-2">No request of this edge was counted in the minutes around it.</span>
      </Line>
    );
  }
  return <Rank rank={data.rank} valueMs={valueMs} window={data.window} call={call} />;
}

interface RankProps {
  readonly rank: NonNullable<RankAnswer['rank']>;
  readonly valueMs: number;
  readonly window: RankAnswer['window'];
  readonly call: SpanCall;
}

function Rank({ rank, valueMs, window, call }: RankProps) {
  const minutes = Math.round((window.toSeconds - window.fromSeconds) / 60);
  const edge = `${call.source?.workload ?? 'callers'} → ${call.target?.workload ?? call.called?.name ?? 'its target'}`;
  const requests = quantityText(Math.max(1, Math.round(rank.requests)), 'count');
  return (
    <Line label="Duration">
      <span title={bucketWords(rank)}>
        <strong className="font-semibold">{rankWords(rank)}</strong> of {requests} requests {edge} in the{' '}
        {minutes} min around it
      </span>
      <RankBar rank={rank} />
      <span className="text-text-3 tabular-nums">
        {ms(valueMs)} · p50 {ms(rank.p50)} · p95 {ms(rank.p95)} · p99 {ms(rank.p99)}
      </span>
    </Line>
  );
}

/** "Longer than about 97 %". */
export function rankWords({ share, to }: NonNullable<RankAnswer['rank']>): string {
  if (to === null) return `Longer than at least ${percent(share)}`;
  return share >= 0.5 ? `Longer than about ${percent(share)}` : `Shorter than about ${percent(1 - share)}`;
}

/** What is known for certain: the bounds of the bucket. */
function bucketWords({ from, to }: NonNullable<RankAnswer['rank']>): string {
  const above =
    to === null ? 'it is beyond the last bound' : `${percent(to.share)} took up to ${ms(to.boundMs)}`;
  return `Of the histogram: ${percent(from.share)} took up to ${ms(from.boundMs)}, ${above}.`;
}

function RankBar({ rank }: { readonly rank: NonNullable<RankAnswer['rank']> }) {
  return (
    <span aria-hidden="true" className="relative my-1 block h-1.5 rounded-full bg-raised">
      <span
        className="absolute inset-y-0 rounded-full bg-control"
        style={{ left: `${rank.from.share * 100}%`, right: `${100 - (rank.to?.share ?? 1) * 100}%` }}
      />
      <span
        className="absolute -top-0.5 h-2.5 w-[3px] -translate-x-1/2 rounded-full bg-accent"
        style={{ left: `${rank.share * 100}%` }}
      />
    </span>
  );
}

function ms(value: number | null): string {
  return quantityText(value, 'ms');
}

/** Never "100 %" of something that is not all. */
function percent(share: number): string {
  if (share > 0.999 && share < 1) return '99.9 %';
  return share >= 0.99 && share < 1
    ? `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
    : `${Math.round(share * 100)} %`;
}
