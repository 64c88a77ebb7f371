/** The queries of Explore. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { ScopeWindow } from '@/components/shell/scope';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import type { PaneState } from './explore-state';
import type { PaneWindow } from './pane-questions';

/** Series of one query that are sent at first, and when more are asked for. */
export const FIRST_SERIES = 100;
export const MORE_SERIES = 2000;

export interface PaneResult {
  readonly letter: string;
  /** As it was asked, with formulas and globals put in; null where it was not. */
  readonly expr: string | null;
  readonly outcome: QueryOutcome;
}

export interface PaneAnswer {
  readonly window: PaneWindow;
  readonly results: readonly PaneResult[];
}

export interface PaneQueryInput {
  readonly pane: Pick<PaneState, 'expr' | 'mode' | 'step'>;
  readonly window: ScopeWindow;
  readonly scrapeSeconds: number;
  readonly limit: number;
}

/** What is asked stands in the key, so that the answer on screen is always of the address. */
export const paneQuery = (input: PaneQueryInput) =>
  queryOptions({
    queryKey: ['explore', input],
    queryFn: ({ signal }) => askPane(input, signal),
    enabled: input.pane.expr.some((expr) => expr.trim() !== ''),
    placeholderData: keepPreviousData,
    // Comparing thousands of points costs more than drawing them.
    structuralSharing: false,
  });

/** The instants of a window, Unix seconds. */
export function instantsOf(window: ScopeWindow, nowMs: number): { from: number; to: number } {
  if (window.kind === 'absolute') return { from: window.fromSeconds, to: window.toSeconds };
  const to = Math.floor(nowMs / 1000);
  return { from: to - window.seconds, to };
}

async function askPane(
  { pane, window, scrapeSeconds, limit }: PaneQueryInput,
  signal: AbortSignal,
): Promise<PaneAnswer> {
  // The grammar is not small, and only needed with a query.
  const { paneQuestions } = await import('./pane-questions');
  const { from, to } = instantsOf(window, Date.now());
  const { window: asked, questions } = paneQuestions({
    queries: pane.expr,
    mode: pane.mode,
    fromSeconds: from,
    toSeconds: to,
    stepSeconds: pane.step,
    scrapeSeconds,
  });
  const outcomes = await askQueries(
    questions.flatMap((one) =>
      one.kind === 'asks' ? [{ key: one.letter, expr: one.expr, mode: pane.mode, ...asked, limit }] : [],
    ),
    signal,
  );
  const results = questions.map((one): PaneResult => {
    if (one.kind === 'refused') {
      const { letter, message, hint } = one;
      return { letter, expr: null, outcome: { kind: 'failed', code: 'bad-request', message, hint } };
    }
    return { letter: one.letter, expr: one.expr, outcome: outcomes.get(one.letter) ?? LEFT_OUT };
  });
  return { window: asked, results };
}

const LEFT_OUT: QueryOutcome = {
  kind: 'failed',
  code: 'bad-answer',
  message: 'The server left this query out of its answer.',
  hint: null,
};

export interface AskedQuery {
  readonly key: string;
  readonly expr: string;
  readonly mode: 'range' | 'instant';
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly limit: number;
}

/** Outcomes by the keys of the queries. Throws `AnswerProblem` where no answer came at all. */
export async function askQueries(
  queries: readonly AskedQuery[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, QueryOutcome>> {
  if (queries.length === 0) return new Map();
  return await fetchAnswer(
    '/api/query',
    async () => (await import('@/lib/dashboards/query/read-answer')).queriesAnswerReader,
    { method: 'POST', body: { queries }, signal },
  );
}
