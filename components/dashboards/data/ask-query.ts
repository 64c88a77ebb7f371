/** The page's one way to ask a panel's queries; equal ones are one entry of the query cache. */
import { queryOptions } from '@tanstack/react-query';
import { fetchLines } from '@/components/shell/fetch-lines';
import { type QueryRequest, requestKey } from '@/lib/dashboards/plan/plan-panel';
import { QUERY_LIMITS } from '@/lib/dashboards/query/limits';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { QueryQueue } from './query-queue';

const readers = () => import('@/lib/dashboards/query/read-answer');

/**
 * One request holds the queries of a screen of panels and is answered query by query, so that it takes one of the
 * browser's few connections and the slow ones keep nobody waiting.
 */
const queue = new QueryQueue<QueryRequest, QueryOutcome>(
  async (requests, answered, signal) => {
    const queries = requests.map(({ expr, mode, fromMs, toMs, stepMs }, at) => ({
      key: String(at),
      expr,
      mode,
      from: fromMs / 1000,
      to: toMs / 1000,
      step: stepMs / 1000,
    }));
    await fetchLines('/api/query', {
      body: { queries },
      signal,
      progress: async () => (await readers()).queryLineReader,
      answer: async () => (await readers()).queriesEndReader,
      onProgress: ({ key, outcome }) => answered(Number(key), outcome),
    });
  },
  { together: 24, atOnce: 3, soon: (flush) => setTimeout(flush, 0) },
);

/** Throws `AnswerProblem` where no answer came at all; a query that fails is an answer. */
export const askedQuery = (request: QueryRequest) =>
  queryOptions({
    queryKey: ['panel-query', requestKey(request)],
    // One that the server would refuse for its length must not take those with it that are sent beside it.
    queryFn: ({ signal }) => tooLong(request) ?? queue.ask(request, signal),
    staleTime: 4000,
    gcTime: 60_000,
  });

/** All of a variable with thousands of values makes a query that no store should be asked. */
export function tooLong({ expr }: Pick<QueryRequest, 'expr'>): QueryOutcome | null {
  const most = QUERY_LIMITS.exprLength;
  if (expr.length <= most) return null;
  return {
    kind: 'failed',
    code: 'bad-request',
    message: `The query has ${expr.length.toLocaleString('en-US')} characters; ${most.toLocaleString('en-US')} may be asked.`,
    hint: 'Choose fewer values of its variables, or give the variable a value for All, like ".*".',
  };
}
