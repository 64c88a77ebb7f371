/** The question for the events of one object. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { EventSubject } from '@/lib/events/port';

/** Controllers note something every few seconds while it fails. */
const LOOK_AGAIN_MS = 30_000;

export const eventsQuery = ({ group, kind, namespace, name }: EventSubject) =>
  queryOptions({
    queryKey: ['events', group, kind, namespace, name],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/events?${new URLSearchParams({ group, kind, name, ...(namespace === null ? {} : { namespace }) })}`,
        async () => (await import('@/lib/events/contract')).eventsAnswerSchema,
        { signal },
      ),
    refetchInterval: LOOK_AGAIN_MS,
    retry: false,
  });
