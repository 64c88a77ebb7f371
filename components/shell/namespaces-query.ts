/** The namespaces that had traffic in a window, busiest first. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';
import { fetchAnswer } from './fetch-answer';
import { type ScopeValues, scopeParams } from './scope-codec';

export const namespacesAnswerSchema = z.object({
  namespaces: z.array(z.object({ name: z.string(), requestsPerSecond: z.number() })),
  warnings: z.array(warningSchema),
});
export type NamespacesAnswer = z.infer<typeof namespacesAnswerSchema>;

export function namespacesQuery(scope: Pick<ScopeValues, 'window'>) {
  const params = scopeParams({ namespaces: null, window: scope.window }).toString();
  return queryOptions({
    queryKey: ['namespaces', params],
    queryFn: ({ signal }) => fetchAnswer(`/api/namespaces?${params}`, namespacesAnswerSchema, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
