/** The questions of the logs' viewer: which pods, and a stream of lines. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer, fetchResponse } from '@/components/shell/fetch-answer';
import type { LogEvent } from '@/lib/logs/contract';

export const podsQuery = (namespace: string, workload: string | null) =>
  queryOptions({
    queryKey: ['logs', 'pods', namespace, workload],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/logs/pods?${new URLSearchParams({ namespace, ...(workload === null ? {} : { workload }) })}`,
        async () => (await import('@/lib/logs/contract')).podsAnswerSchema,
        { signal },
      ),
    staleTime: 15_000,
  });

export interface LogQuestion {
  readonly namespace: string;
  /** `pod/container`. */
  readonly sources: readonly string[];
  readonly follow: boolean;
  readonly previous: boolean;
  /** Seconds back from now; null = the last lines whatever their age. */
  readonly lastSeconds: number | null;
  readonly tail: number;
}

export function logParameters(question: LogQuestion, nowSeconds: number): URLSearchParams {
  const { namespace, sources, follow, previous, lastSeconds, tail } = question;
  return new URLSearchParams({
    namespace,
    sources: sources.join(','),
    tail: String(tail),
    ...(follow ? { follow: 'true' } : {}),
    ...(previous ? { previous: 'true' } : {}),
    ...(lastSeconds === null ? {} : { since: String(Math.floor(nowSeconds - lastSeconds)) }),
  });
}

/** Events as they come, several at a time. Resolves when the stream ends; throws `AnswerProblem` as every question. */
export async function readLogs(
  parameters: URLSearchParams,
  signal: AbortSignal,
  take: (events: readonly LogEvent[]) => void,
): Promise<void> {
  const response = await fetchResponse(
    `/api/logs?${parameters}`,
    { Accept: 'application/x-ndjson' },
    { signal },
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let rest = '';
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    const events = lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as LogEvent]));
    if (events.length > 0) take(events);
  }
}
