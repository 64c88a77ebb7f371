/** The page's one way to ask a panel's queries; equal ones are one entry of the query cache. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { type QueryRequest, requestKey } from '@/lib/dashboards/plan/plan-panel';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { QueryQueue } from './query-queue';

const reader = async () => (await import('@/lib/dashboards/query/read-answer')).queriesAnswerReader;

const queue = new QueryQueue<QueryRequest, QueryOutcome>(
  async (requests, signal) => {
    const queries = requests.map(({ expr, mode, fromMs, toMs, stepMs }, at) => ({
      key: String(at),
      expr,
      mode,
      from: fromMs / 1000,
      to: toMs / 1000,
      step: stepMs / 1000,
    }));
    const outcomes = await fetchAnswer('/api/query', reader, { method: 'POST', body: { queries }, signal });
    return requests.map(
      (_, at): QueryOutcome =>
        outcomes.get(String(at)) ?? {
          kind: 'failed',
          code: 'bad-answer',
          message: 'The server left this query out of its answer.',
          hint: null,
        },
    );
  },
  { together: 6, atOnce: 4, soon: (flush) => setTimeout(flush, 0) },
);

/** Throws `AnswerProblem` where no answer came at all; a query that fails is an answer. */
export const askedQuery = (request: QueryRequest) =>
  queryOptions({
    queryKey: ['panel-query', requestKey(request)],
    queryFn: ({ signal }) => queue.ask(request, signal),
    staleTime: 4000,
    gcTime: 60_000,
  });
