/** How the browser asks: one retry where waiting helps, none where the answer will stay the same. */
import { QueryClient } from '@tanstack/react-query';
import { AnswerProblem } from './answer-problem';

/** Whether another try may change the answer. What the server understood and refused, it will refuse again. */
export function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 1) return false;
  if (!(error instanceof AnswerProblem)) return false;
  return error.status === 0 || error.status === 502 || error.status === 503;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: worthRetrying,
        retryDelay: 800,
        // Numbers move with the scrape interval; within a few seconds they are the same.
        staleTime: 4_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
      },
    },
  });
}
