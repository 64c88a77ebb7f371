/** Changes, rollouts and incidents of the dashboard's window. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { Window } from '@/lib/dashboards/plan/panel-window';

const contract = async () => (await import('@/lib/insight/timeline/contract')).timelineAnswerSchema;

/** The clock alone asks no new question within a minute. */
const MINUTE = 60;

export const timelineMarksQuery = ({ fromMs, toMs }: Window) => {
  const from = Math.floor(fromMs / 1000 / MINUTE) * MINUTE;
  const to = Math.max(from + MINUTE, Math.floor(toMs / 1000 / MINUTE) * MINUTE);
  return queryOptions({
    queryKey: ['dashboard-timeline', from, to],
    queryFn: async ({ signal }) =>
      (await fetchAnswer(`/api/timeline?from=${from}&to=${to}`, contract, { signal, background: true }))
        .events,
    staleTime: 60_000,
    retry: false,
  });
};
