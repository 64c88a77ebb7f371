/** The moment that the overview is held against: as long as the window, and an hour before it (longer windows: before their beginning). */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { type MeshQuestion, meshParams } from '@/components/shell/mesh-query';
import type { ScopeValues } from '@/components/shell/scope-codec';
import type { TimeWindow } from '@/lib/mesh/time-window';

const HOUR = 3600;
/** The earlier moment moves on in steps of a minute: it is asked for once a minute and not at every refresh. */
const STEP = 60;

/** How long before the window the earlier one lies, in seconds. */
export function apartSeconds(windowSeconds: number): number {
  return Math.max(HOUR, windowSeconds);
}

export function earlierWindow({ fromSeconds, toSeconds }: TimeWindow): TimeWindow {
  const length = toSeconds - fromSeconds;
  const to = Math.floor((toSeconds - apartSeconds(length)) / STEP) * STEP;
  return { fromSeconds: to - length, toSeconds: to };
}

/** The same question as the page's, asked about the earlier moment. */
export function earlierQuery(scope: ScopeValues, window: TimeWindow, question: MeshQuestion) {
  const earlier = earlierWindow(window);
  const params = meshParams(
    { namespaces: scope.namespaces, window: { kind: 'absolute', ...earlier } },
    question,
  );
  return queryOptions({
    queryKey: ['graph', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    placeholderData: keepPreviousData,
    // The past does not change.
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
}
