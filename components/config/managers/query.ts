import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { objectKey } from '@/lib/config/identity';
import type { ManagersAnswer } from '@/lib/config/managers/contract';
import type { ObjectId } from '@/lib/config/store';

/** Who manages the fields that a save of `text` would change. Nothing is kept: it is asked when a save is reviewed. */
export const managersQuery = (id: ObjectId, text: string) =>
  queryOptions({
    queryKey: ['config', 'managers', objectKey(id), text],
    queryFn: ({ signal }): Promise<ManagersAnswer> =>
      fetchAnswer(
        '/api/config/managers',
        async () => (await import('@/lib/config/managers/contract')).managersAnswerSchema,
        { method: 'POST', body: { id, text }, signal },
      ),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
