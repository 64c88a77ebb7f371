'use client';
/** What a pane's queries answered, in the chosen view; or why there is nothing. */
import { LineChart } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { drawnSeries } from './drawn-series';
import type { PaneState } from './explore-state';
import { MORE_SERIES, type PaneAnswer } from './pane-query';

const parts = () => import('./result-parts');
const chart = new DeferredPart(async () => (await parts()).ChartView);
const table = new DeferredPart(async () => (await parts()).TableView);
const raw = new DeferredPart(async () => (await parts()).RawView);
const whyEmpty = new DeferredPart(async () => (await parts()).WhyEmptyNote);
const explain = new DeferredPart(async () => (await import('./explain-view')).ExplainView);

export interface PaneResultsProps {
  readonly pane: PaneState;
  readonly answer: PaneAnswer | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly onMore: () => void;
  readonly onZoom: (fromSeconds: number, toSeconds: number) => void;
  readonly onReplace: (letter: string, written: string, instead: string) => void;
  readonly examples: ReactNode;
}

export function PaneResults(props: PaneResultsProps) {
  const { pane, answer, error } = props;
  const Explain = useDeferred(explain, pane.view === 'explain');
  const asks = pane.expr.some((expr) => expr.trim() !== '');
  // The scripts of the views come while the server works on the answer.
  useDeferred(chart, asks && pane.view !== 'explain');
  if (!asks) {
    return (
      <EmptyState icon={<LineChart />} title="Ask Prometheus anything">
        Write a query above and press Enter, take a metric from the browser, or start with one of these.
        {props.examples}
      </EmptyState>
    );
  }
  if (answer === undefined && error !== null) return <ProblemState problem={error} onRetry={props.onRetry} />;
  if (answer === undefined) return <Waiting />;
  if (pane.view === 'explain') {
    if (Explain === null) return <Waiting />;
    return <Explain queries={pane.expr} fromSeconds={answer.window.from} toSeconds={answer.window.to} />;
  }
  return <Answers {...props} answer={answer} />;
}

function Answers({
  pane,
  answer,
  onMore,
  onZoom,
  onReplace,
}: PaneResultsProps & { readonly answer: PaneAnswer }) {
  const series = useMemo(() => drawnSeries(answer, pane.hide), [answer, pane.hide]);
  const shown = answer.results.filter(({ letter }) => !pane.hide.includes(letter));
  const left = shown.reduce(
    (sum, { outcome }) => sum + (outcome.kind === 'series' ? outcome.found - outcome.series.length : 0),
    0,
  );
  const mayHaveMore = shown.some(
    ({ outcome }) =>
      outcome.kind === 'series' &&
      outcome.found > outcome.series.length &&
      outcome.series.length < MORE_SERIES,
  );
  const WhyEmpty = useDeferred(
    whyEmpty,
    shown.some(({ outcome }) => outcome.kind === 'series' && outcome.found === 0),
  );
  return (
    <>
      {shown.map(({ letter, outcome, expr }) =>
        outcome.kind === 'text' ? (
          <p key={letter} className="mx-4 my-3 rounded-card border border-line bg-surface p-3 text-sm">
            Query {letter} answers with a text: <code className="font-mono">{outcome.text}</code>
          </p>
        ) : outcome.kind === 'series' && outcome.found === 0 && expr !== null && WhyEmpty !== null ? (
          <WhyEmpty
            key={letter}
            letter={letter}
            expr={expr}
            window={{ from: answer.window.from, to: Math.max(answer.window.to, answer.window.from + 1) }}
            onReplace={(written, instead) => onReplace(letter, written, instead)}
          />
        ) : null,
      )}
      {left > 0 && (
        <p
          role="status"
          className="flex items-center gap-3 border-line border-b px-4 py-1.5 text-text-2 text-xs"
        >
          {left.toLocaleString('en-US')} series are left out, so that the page stays quick. Aggregate with sum
          by (…) or topk(), or add matchers.
          {mayHaveMore && <Button onClick={onMore}>Send up to {MORE_SERIES.toLocaleString('en-US')}</Button>}
        </p>
      )}
      {series.length > 0 && <View pane={pane} answer={answer} series={series} onZoom={onZoom} />}
      {series.length === 0 && shown.some(({ outcome }) => outcome.kind === 'failed') && (
        <EmptyState title="No answer to draw">
          The line below the query says why, and what would help.
        </EmptyState>
      )}
      {series.length === 0 && pane.hide.length > 0 && shown.length === 0 && (
        <EmptyState title="Every query is hidden">The eye beside a query draws it again.</EmptyState>
      )}
    </>
  );
}

interface ViewProps {
  readonly pane: PaneState;
  readonly answer: PaneAnswer;
  readonly series: ReturnType<typeof drawnSeries>;
  readonly onZoom: (fromSeconds: number, toSeconds: number) => void;
}

function View({ pane, answer, series, onZoom }: ViewProps) {
  // One instant has no line.
  const view = pane.view === 'chart' && pane.mode === 'instant' ? 'table' : pane.view;
  const Chart = useDeferred(chart, view === 'chart');
  const Table = useDeferred(table, view === 'table');
  const Raw = useDeferred(raw, view === 'raw');
  if (view === 'chart')
    return Chart === null ? <Waiting /> : <Chart {...{ series, onZoom }} window={answer.window} />;
  if (view === 'table') return Table === null ? <Waiting /> : <Table series={series} />;
  return Raw === null ? <Waiting /> : <Raw series={series} />;
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-3 p-4">
      <Skeleton className="h-[320px] w-full" />
      <Skeleton className="h-6 w-full" />
      <Skeleton className="h-6 w-full" />
    </div>
  );
}
