'use client';
/** A query part by part: what each asks, what it gives by itself, and how long that takes. Loaded with the grammar. */
import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useSettings } from '@/components/shell/settings';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { allParts, partQuestion, type QueryPart, queryTree } from '@/lib/promql/query-tree';
import { figureText } from './figure-text';
import { askQueries } from './pane-query';
import { paneQuestions } from './pane-questions';
import { seriesText } from './raw-text';

export interface ExplainViewProps {
  readonly queries: readonly string[];
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export function ExplainView({ queries, fromSeconds, toSeconds }: ExplainViewProps) {
  const { scrapeIntervalSeconds: scrapeSeconds } = useSettings();
  const { questions } = paneQuestions({
    queries,
    mode: 'instant',
    fromSeconds,
    toSeconds,
    stepSeconds: null,
    scrapeSeconds,
  });
  const [letter, setLetter] = useState<string | null>(null);
  const chosen = questions.find((one) => one.letter === letter) ?? questions[0];
  if (chosen === undefined) return <EmptyState title="Nothing to explain">Write a query first.</EmptyState>;
  const tree = chosen.kind === 'asks' ? queryTree(chosen.expr) : null;
  return (
    <div className="grid gap-3 p-4">
      {questions.length > 1 && (
        <SegmentedControl
          label="Query"
          value={chosen.letter}
          onValueChange={setLetter}
          segments={questions.map(({ letter: value }) => ({ value, label: value }))}
          className="justify-self-start"
        />
      )}
      {tree === null ? (
        <EmptyState title={`Query ${chosen.letter} cannot be read`}>
          {chosen.kind === 'refused' ? chosen.message : 'Mend the mistake that is underlined in it.'}
        </EmptyState>
      ) : (
        <Tree key={tree.text} tree={tree} toSeconds={toSeconds} />
      )}
    </div>
  );
}

/** Parts that are asked about; the others are drawn without a result. */
const MOST_PARTS = 40;
const SHOWN_SERIES = 3;

function Tree({ tree, toSeconds }: { readonly tree: QueryPart; readonly toSeconds: number }) {
  const [at, setAt] = useState<number | null>(null);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['explore', 'explain', tree.text, at],
    queryFn: ({ signal }) => askParts(tree, at ?? toSeconds, signal),
    enabled: at !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3">
        <Button busy={isFetching} onClick={() => setAt(toSeconds)}>
          {!isFetching && <Play aria-hidden="true" />}
          Evaluate each part
        </Button>
        <span className="text-text-3 text-xs">
          Each part is asked by itself at the end of the window; its time is what Prometheus and the way to it
          took.
        </span>
      </div>
      {error !== null && <ProblemState compact problem={error} onRetry={() => void refetch()} />}
      <ul aria-label="Parts of the query" className="grid rounded-card border border-line bg-surface p-2">
        <Part part={tree} depth={0} outcomes={data} slowest={slowestOf(data)} />
      </ul>
    </div>
  );
}

async function askParts(tree: QueryPart, to: number, signal: AbortSignal) {
  const asked = allParts(tree)
    .slice(0, MOST_PARTS)
    .flatMap((part) => {
      const expr = partQuestion(part);
      return expr === null || part.kind === 'number'
        ? []
        : [{ key: part.id, expr, mode: 'instant' as const, from: to, to, step: 15, limit: SHOWN_SERIES }];
    });
  return await askQueries(asked, signal);
}

function slowestOf(outcomes: ReadonlyMap<string, QueryOutcome> | undefined): number {
  let slowest = 0;
  for (const one of outcomes?.values() ?? [])
    if (one.kind === 'series') slowest = Math.max(slowest, one.seconds);
  return slowest;
}

interface PartProps {
  readonly part: QueryPart;
  readonly depth: number;
  readonly outcomes: ReadonlyMap<string, QueryOutcome> | undefined;
  readonly slowest: number;
}

function Part({ part, depth, outcomes, slowest }: PartProps) {
  const outcome = outcomes?.get(part.id);
  const counts = part.kind === 'range' || part.kind === 'subquery';
  return (
    <li>
      <div
        className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 rounded-control px-2 py-1 hover:bg-raised"
        style={{ paddingLeft: 8 + depth * 20 }}
      >
        <div className="min-w-0">
          <span className="mr-2 text-2xs text-text-3">{part.kind}</span>
          <span title={part.text} className="break-all font-mono text-xs">
            {part.title}
          </span>
          {outcome?.kind === 'series' && <Sample outcome={outcome} counts={counts} />}
          {outcome?.kind === 'failed' && <p className="text-failing text-xs">{outcome.message}</p>}
        </div>
        {outcome?.kind === 'series' && (
          <span className="flex items-center gap-3 text-text-2 text-xs tabular-nums">
            {outcome.found === 1 ? '1 series' : `${outcome.found.toLocaleString('en-US')} series`}
            <span
              title="Time of this part by itself"
              className={`w-16 text-right ${outcome.seconds === slowest ? 'font-semibold text-text' : ''}`}
            >
              {Math.max(1, Math.round(outcome.seconds * 1000))} ms
            </span>
          </span>
        )}
      </div>
      {part.children.length > 0 && (
        <ul className="grid">
          {part.children.map((child) => (
            <Part key={child.id} part={child} depth={depth + 1} outcomes={outcomes} slowest={slowest} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface SampleProps {
  readonly outcome: Extract<QueryOutcome, { kind: 'series' }>;
  /** The values are numbers of samples. */
  readonly counts: boolean;
}

function Sample({ outcome: { series, found }, counts }: SampleProps) {
  return (
    <ul className="text-2xs text-text-3">
      {series.map(({ labels, points }) => (
        <li key={JSON.stringify(labels)} className="flex min-w-0 gap-2">
          <span className="shrink-0 tabular-nums">
            {figureText(points[0]?.[1] ?? null)}
            {counts && ' samples'}
          </span>
          <span title={seriesText(labels)} className="min-w-0 truncate font-mono">
            {seriesText(labels)}
          </span>
        </li>
      ))}
      {found > series.length && <li>and {(found - series.length).toLocaleString('en-US')} more</li>}
      {found === 0 && <li className="text-degraded">nothing</li>}
    </ul>
  );
}
