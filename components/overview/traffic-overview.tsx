'use client';
/** The overview of a mesh that answers: headline, signals, and the cards that are read from its traffic. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MeshQuestion } from '@/components/shell/mesh-query';
import type { Scope } from '@/components/shell/scope';
import { scopeWindowSeconds, spanText } from '@/components/shell/window-presets';
import { useDeferred } from '@/components/ui/deferred';
import type { GraphAnswer } from '@/lib/graph/contract';
import { AttentionCard } from './attention-card';
import { CardBoundary } from './card-boundary';
import { COLUMNS, type OtherCards, SIDE } from './columns';
import { HeadlineSection } from './headline-section';
import { LaterCard } from './later-card';
import { callsCard, changesCard, healthCard, nothingSeen, partialNote } from './later-parts';
import { Signals } from './signals';
import { type OverviewSummary, summarize } from './summary';
import { type TrendOf, trendValues } from './trend-values';
import { trendsQuery } from './trends-query';

/** Pixels: title, head of the table, rows. */
const HEALTH_HEIGHT = { frame: 66, row: 37 };
const CHANGES_HEIGHT = 336;
const CALLS_HEIGHT = 212;

export interface TrafficOverviewProps {
  answer: GraphAnswer;
  question: MeshQuestion;
  scope: Scope;
  others: OtherCards;
}

export function TrafficOverview({ answer, question, scope, others }: TrafficOverviewProps) {
  const summary = useMemo(() => summarize(answer), [answer]);
  const trends = useQuery(trendsQuery(scope));
  const trendOf = useMemo<TrendOf>(() => (belongs) => trendValues(trends.data, belongs), [trends.data]);
  const nothing = summary.services === 0;
  return (
    <div className="mx-auto grid max-w-[1720px] grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-3.5 pb-4">
      {!nothing && <HeadlineSection summary={summary} />}
      <CardBoundary title="What is missing">
        <Missing warnings={answer.warnings} />
      </CardBoundary>
      {nothing ? (
        <LaterCard part={nothingSeen} props={{ answer, scope }} title="Traffic" height={320} />
      ) : (
        <Signals totals={answer.totals} summary={summary} />
      )}
      <div className={COLUMNS}>
        <div className="grid min-w-0 gap-3">
          {!nothing && (
            <>
              <AttentionCard rows={summary.attention} services={summary.services} trendOf={trendOf} />
              <LaterCard
                part={healthCard}
                props={{ namespaces: summary.namespaces, trendOf }}
                title="Health"
                height={HEALTH_HEIGHT.frame + HEALTH_HEIGHT.row * summary.namespaces.length}
              />
              <RankedCalls summary={summary} scope={scope} />
            </>
          )}
          {others.wide}
        </div>
        <div className={SIDE}>
          {!nothing && (
            <LaterCard
              part={changesCard}
              props={{ answer, question }}
              title="Biggest changes"
              height={CHANGES_HEIGHT}
            />
          )}
          {others.narrow}
        </div>
      </div>
    </div>
  );
}

function Missing({ warnings }: Pick<GraphAnswer, 'warnings'>) {
  const PartialNote = useDeferred(partialNote, warnings.length > 0);
  return warnings.length > 0 && PartialNote !== null ? <PartialNote warnings={warnings} /> : null;
}

function RankedCalls({ summary, scope }: { summary: OverviewSummary; scope: Scope }) {
  const span = spanText(scopeWindowSeconds(scope.window));
  return (
    <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
      <LaterCard
        part={callsCard}
        title="Top error rates"
        height={CALLS_HEIGHT}
        props={{
          title: 'Top error rates',
          note: `of calls in ${span}`,
          calls: summary.failing.map((call) => ({ ...call, value: call.errorShare })),
          unit: 'share',
          fill: 'fill-failing',
          empty: 'No call failed in this window.',
          all: { href: '/graph?only=errors', label: 'Only errors' },
        }}
      />
      <LaterCard
        part={callsCard}
        title="Slowest calls"
        height={CALLS_HEIGHT}
        props={{
          title: 'Slowest calls',
          note: `p95 in ${span}`,
          calls: summary.slowest.map((call) => ({ ...call, value: call.p95Ms })),
          unit: 'ms',
          fill: 'fill-series-5',
          empty: 'No latency was measured in this window.',
          all: { href: '/graph?only=slow', label: 'Only slow' },
        }}
      />
    </div>
  );
}
