/** What assistants ask the server: the mesh they choose from, and what is said of the texts that they would write. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { AssistantChange } from '@/lib/config/assistants/changes-of';
import type { Assessment } from '@/lib/config/contract';
import { objectKey } from '@/lib/config/identity';

/** Every object as a value, without texts. */
export const meshQuery = queryOptions({
  queryKey: ['config', 'mesh'],
  queryFn: ({ signal }) =>
    fetchAnswer(
      '/api/config/mesh',
      async () => (await import('@/lib/config/mesh-answer/contract')).meshAnswerSchema,
      { signal },
    ),
  staleTime: 15_000,
});

/** What is said of one text of a change set, the others in place. */
export const changeAssessmentQuery = (changes: readonly AssistantChange[], index: number) => {
  const change = changes[index];
  const id = change?.id ?? null;
  const text = change?.text ?? '';
  const drafts = changes.filter((_, at) => at !== index).map((other) => ({ id: other.id, text: other.text }));
  return queryOptions({
    queryKey: ['config', 'assessment', id === null ? '' : objectKey(id), text, drafts],
    queryFn: ({ signal }): Promise<Assessment> =>
      fetchAnswer(
        '/api/config/validate',
        async () => (await import('@/lib/config/contract')).assessmentSchema,
        { method: 'POST', body: { id, text, drafts }, signal },
      ),
    gcTime: 30_000,
    staleTime: 10_000,
  });
};
