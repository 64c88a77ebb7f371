/** The page's one way to ask a panel's queries; equal ones are one entry of the query cache. */
import { queryOptions } from '@tanstack/react-query';
import { fetchLines } from '@/components/shell/fetch-lines';
import { type QueryRequest, requestKey } from '@/lib/dashboards/plan/plan-panel';
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
    queryFn: ({ signal }) => queue.ask(request, signal),
    staleTime: 4000,
    gcTime: 60_000,
  });
