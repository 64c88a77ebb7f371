/** One trace, from the server or from a file that this tab holds, read and ready to draw. */
import { AnswerProblem } from '@/components/shell/answer-problem';
import { fetchResponse } from '@/components/shell/fetch-answer';
import type { ReadTrace } from './messages';
import { type ReadOptions, readAnswer } from './trace-reader';
import { uploadedTrace } from './uploaded-traces';

export interface FetchTraceOptions extends ReadOptions {
  /** `file`: one that was opened in this tab. */
  readonly source?: 'server' | 'file';
  readonly signal?: AbortSignal;
}

/** Throws `AnswerProblem`; a cancelled request throws `AbortError`. */
export async function fetchTrace(traceId: string, options: FetchTraceOptions = {}): Promise<ReadTrace> {
  if (options.source === 'file') return uploadedTrace(traceId, options);
  const response = await fetchResponse(
    `/api/traces/${encodeURIComponent(traceId)}`,
    { Accept: 'application/json' },
    options.signal === undefined ? {} : { signal: options.signal },
  );
  const { traces, errors } = await readAnswer(response, options);
  const found = traces.find(({ trace }) => trace.count > 0) ?? traces[0];
  if (found !== undefined) return found;
  throw new AnswerProblem({
    status: 404,
    code: 'not-found',
    message: errors[0] === undefined ? `There is no trace ${traceId}.` : `Jaeger answered: ${errors[0]}.`,
    hint: 'It may be older than Jaeger keeps traces, or not have been sampled.',
    source: 'jaeger',
  });
}
