'use client';
/** What changed most against an hour ago; each line leads to its edge of the graph. */
import { useQuery } from '@tanstack/react-query';
import {
  ArrowDownRight,
  ArrowUpRight,
  CircleMinus,
  CirclePlus,
  Clock,
  type LucideIcon,
  OctagonAlert,
  TrendingDown,
  TrendingUp,
} from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useMemo } from 'react';
import { edgeHref } from '@/components/shell/graph-links';
import type { MeshQuestion } from '@/components/shell/mesh-query';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { spanText } from '@/components/shell/window-presets';
import { Card, CardHeader } from '@/components/ui/card';
import { ProblemState } from '@/components/ui/problem-state';
import { Quantity } from '@/components/ui/quantity';
import type { ChangeKind } from '@/lib/graph/compare/change';
import type { GraphAnswer } from '@/lib/graph/contract';
import { windowSeconds } from '@/lib/mesh/time-window';
import { CallName } from './calls-card';
import { type ChangeRow, changeSummary } from './change-rows';
import { SERVICE_GRAPH } from './drawn-from';
import { apartSeconds, earlierQuery } from './earlier';
import { SkeletonRows } from './skeleton-rows';

const ROWS = 6;

export interface ChangesCardProps {
  answer: GraphAnswer;
  /** What `answer` was asked for. */
  question: MeshQuestion;
}

export function ChangesCard({ answer, question }: ChangesCardProps) {
  const scope = useScope();
  const scoped = useScopedHref();
  const earlier = useQuery(earlierQuery(scope, answer.window, question));
  const summary = useMemo(
    () => (earlier.data === undefined ? null : changeSummary(earlier.data, answer, ROWS)),
    [earlier.data, answer],
  );
  const apart = apartSeconds(windowSeconds(answer.window));
  return (
    <Card>
      <CardHeader
        title="Biggest changes"
        note={`against ${apart === 3600 ? 'an hour ago' : `${spanText(apart)} earlier`}`}
        action={
          <Link href={scoped(`/graph?type=service&before=${apart}`) as Route} className="link">
            Compare
          </Link>
        }
      />
      {summary === null && earlier.error !== null && (
        <ProblemState compact problem={earlier.error} onRetry={() => void earlier.refetch()} />
      )}
      {summary === null && earlier.error === null && (
        <SkeletonRows rows={ROWS} label="Loading what changed" />
      )}
      {summary?.rows.length === 0 && (
        <p className="border-line border-t px-3 py-4 text-text-2">
          {summary.calls === 0
            ? 'Nothing was called, now or then.'
            : `None of ${summary.calls} calls changed much.`}
        </p>
      )}
      {summary !== null && summary.rows.length > 0 && (
        <ol>
          {summary.rows.map((row) => (
            <ChangeLine key={row.edgeId} row={row} apart={apart} />
          ))}
        </ol>
      )}
      {summary !== null && (summary.changed > ROWS || summary.partial) && (
        <p className="border-line border-t px-3 py-1.5 text-text-3 text-xs">
          {summary.changed > ROWS && `${summary.changed - ROWS} more of ${summary.calls} calls changed. `}
          {summary.partial && 'One of the two answers is not whole.'}
        </p>
      )}
    </Card>
  );
}

interface KindWords {
  words: string;
  icon: LucideIcon;
  tone: string;
}

const KINDS: Record<ChangeKind, KindWords> = {
  moreErrors: { words: 'More errors', icon: OctagonAlert, tone: 'text-failing' },
  slower: { words: 'Slower, p95', icon: Clock, tone: 'text-degraded' },
  new: { words: 'New', icon: CirclePlus, tone: 'text-accent' },
  gone: { words: 'Gone', icon: CircleMinus, tone: 'text-text-3' },
  fewerErrors: { words: 'Fewer errors', icon: ArrowDownRight, tone: 'text-healthy' },
  faster: { words: 'Faster, p95', icon: ArrowUpRight, tone: 'text-healthy' },
  moreTraffic: { words: 'More traffic', icon: TrendingUp, tone: 'text-text-2' },
  lessTraffic: { words: 'Less traffic', icon: TrendingDown, tone: 'text-text-2' },
  unknown: { words: 'Not known', icon: CircleMinus, tone: 'text-text-3' },
  same: { words: 'As before', icon: CircleMinus, tone: 'text-text-3' },
};

function ChangeLine({ row, apart }: { row: ChangeRow; apart: number }) {
  const scoped = useScopedHref();
  const { words, icon: Icon, tone } = KINDS[row.kind];
  return (
    <li className="border-line border-t">
      <Link
        href={scoped(edgeHref(row, SERVICE_GRAPH, { before: String(apart) })) as Route}
        className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 px-3 py-1.5 -outline-offset-2 hover:bg-raised/60"
      >
        <Icon aria-hidden="true" className={`mt-0.5 size-4 ${tone}`} />
        <CallName from={row.from} to={row.to} />
        <span className="col-start-2 flex min-w-0 items-baseline gap-1.5 text-text-3 text-xs">
          <span className={`shrink-0 ${tone}`}>{words}</span>
          <span className="min-w-0 truncate">{row.namespace ?? 'outside the mesh'}</span>
          <span className="ml-auto shrink-0 text-text-2 tabular-nums">
            <BeforeAfter row={row} />
          </span>
        </span>
      </Link>
    </li>
  );
}

function BeforeAfter({ row: { before, after, unit } }: { row: ChangeRow }) {
  if (before === null) return <Quantity value={after} unit={unit} note="none before" />;
  if (after === null) {
    return (
      <>
        was <Quantity value={before} unit={unit} note="none now" />
      </>
    );
  }
  return (
    <>
      <Quantity value={before} unit={unit} note="then" /> <span aria-hidden="true">→</span>
      <span className="sr-only">to</span>{' '}
      <Quantity value={after} unit={unit} note="now" className="font-medium text-text" />
    </>
  );
}
