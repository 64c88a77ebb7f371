/** Answers the queries of one request, side by side; one that fails does not take the others with it. */
import type { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import { resultKind } from '@/lib/promql/result-kind';
import { syntaxMistake } from '@/lib/promql/syntax';
import { type QueryResult, type queryRequestSchema, wireValue } from './contract';
import { QUERY_LIMITS } from './limits';
import type { AskedResult, AskedSeries, QueryPort } from './port';

export type QueryRequest = z.output<typeof queryRequestSchema>;

export interface LoadQueriesOptions {
  readonly signal?: AbortSignal | undefined;
  /** Runs a query when it is its turn; each at once where it is left out. What it throws as `Fault` is that query's failure. */
  readonly turn?: <T>(task: () => Promise<T>) => Promise<T>;
  /** Told of each query as it ends: the slow ones keep nobody waiting. */
  readonly onResult?: (result: QueryResult) => void;
}

/** In the order of the queries. Never throws for a query; throws what `signal` aborts with. */
export async function loadQueries(
  port: QueryPort,
  queries: readonly QueryRequest[],
  { signal, turn = (task) => task(), onResult = () => {} }: LoadQueriesOptions = {},
): Promise<{ readonly results: QueryResult[] }> {
  const load = async (query: QueryRequest) => {
    const result = await loadQuery(port, query, turn, signal);
    onResult(result);
    return result;
  };
  return { results: await Promise.all(queries.map(load)) };
}

async function loadQuery(
  port: QueryPort,
  query: QueryRequest,
  turn: NonNullable<LoadQueriesOptions['turn']>,
  signal: AbortSignal | undefined,
): Promise<QueryResult> {
  try {
    assertAskable(query);
    const kind = resultKind(query.expr);
    if (kind.kind === 'text') return { key: query.key, kind: 'text', text: kind.text };
    if (kind.kind === 'range') {
      throw new Fault(
        'bad-request',
        'The query selects ranges of samples, which are no figures by themselves.',
        {
          hint: 'Put a function such as rate() or max_over_time() around it.',
        },
      );
    }
    return await turn(() => ask(port, query, signal));
  } catch (error) {
    if (signal?.aborted || !(error instanceof Fault)) throw error;
    const { code, message, hint } = error;
    return { key: query.key, kind: 'failed', code, message, hint: hint ?? null };
  }
}

async function ask(
  port: QueryPort,
  query: QueryRequest,
  signal: AbortSignal | undefined,
): Promise<QueryResult> {
  // Who went away while it waited is not asked for any more.
  signal?.throwIfAborted();
  const startedAt = performance.now();
  const { expr, mode, from, to, step } = query;
  const asked =
    mode === 'instant'
      ? await port.instant(expr, to, signal)
      : await port.range(expr, { fromSeconds: from, toSeconds: to, stepSeconds: step }, signal);
  return answered(query, asked, (performance.now() - startedAt) / 1000);
}

/** Throws `bad-request` for what the store would refuse or should not be asked. */
function assertAskable({ expr, mode, from, to, step }: QueryRequest): void {
  const mistake = syntaxMistake(expr);
  if (mistake !== null) {
    throw new Fault(
      'bad-request',
      `The query is no PromQL at character ${mistake.from + 1}. ${mistake.message}`,
    );
  }
  if (mode === 'instant') return;
  if (to < from) throw new Fault('bad-request', 'The range ends before it begins.');
  if (to - from > QUERY_LIMITS.rangeSeconds) {
    throw new Fault('bad-request', `The range is longer than ${QUERY_LIMITS.rangeSeconds / 86_400} days.`, {
      hint: 'Choose a shorter one.',
    });
  }
  if ((to - from) / step >= QUERY_LIMITS.points) {
    const least = Math.ceil((to - from) / (QUERY_LIMITS.points - 1));
    throw new Fault(
      'bad-request',
      `The range has more than ${QUERY_LIMITS.points.toLocaleString('en-US')} steps.`,
      {
        hint: `Choose a step of ${least} s or more.`,
      },
    );
  }
}

function answered(
  query: QueryRequest,
  { series, warnings, infos }: AskedResult,
  seconds: number,
): QueryResult {
  const sent: { labels: Record<string, string>; points: [number, ReturnType<typeof wireValue>][] }[] = [];
  let points = 0;
  for (const one of series) {
    points += one.points.length;
    if (sent.length >= query.limit || (sent.length > 0 && points > QUERY_LIMITS.totalPoints)) break;
    sent.push(onWire(one));
  }
  return {
    key: query.key,
    kind: 'series',
    series: sent,
    found: series.length,
    warnings: [...warnings],
    infos: [...infos],
    seconds,
  };
}

function onWire({ labels, points }: AskedSeries) {
  return {
    labels: { ...labels },
    points: points.map(([seconds, value]): [number, ReturnType<typeof wireValue>] => [
      seconds,
      wireValue(value),
    ]),
  };
}
