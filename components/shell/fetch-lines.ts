/**
 * An answer that comes as lines of JSON (lib/http/answer-lines.ts): tells how far the server is, and returns the answer
 * checked against its contract.
 */
import { AnswerProblem } from './answer-problem';
import { type ContractSource, fetchResponse } from './fetch-answer';

export interface FetchLinesOptions<T, P> {
  readonly answer: ContractSource<T>;
  readonly progress: ContractSource<P>;
  readonly onProgress: (progress: P) => void;
  readonly signal?: AbortSignal;
  /** Sent as JSON by POST; left out: GET. */
  readonly body?: unknown;
}

/** Throws as `fetchAnswer`. */
export async function fetchLines<T, P>(path: string, options: FetchLinesOptions<T, P>): Promise<T> {
  const response = await fetchResponse(
    path,
    { Accept: 'application/x-ndjson' },
    {
      ...(options.signal !== undefined && { signal: options.signal }),
      ...(options.body !== undefined && { method: 'POST', body: options.body }),
    },
  );
  const progress = await options.progress();
  for await (const line of linesOf(response)) {
    const value = parsed(line);
    if ('progress' in value) {
      const told = progress.safeParse(value.progress);
      if (told.success) options.onProgress(told.data);
    } else if ('problem' in value) throw await problemOf(value.problem, response);
    else if ('answer' in value) {
      const read = (await options.answer()).safeParse(value.answer);
      if (read.success) return read.data;
      throw unexpected(path, response, read.error.issues[0]?.message);
    }
  }
  throw unexpected(path, response, 'it broke off');
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (done) break;
  }
  if (rest !== '') yield rest;
}

function parsed(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

async function problemOf(value: unknown, response: Response): Promise<AnswerProblem> {
  const { problemSchema } = await import('@/lib/http/problem-schema');
  const problem = problemSchema.safeParse(value);
  return problem.success
    ? new AnswerProblem({ ...problem.data, status: response.status })
    : unexpected('the server', response, 'a problem without words');
}

function unexpected(path: string, response: Response, why: string | undefined): AnswerProblem {
  return new AnswerProblem({
    status: response.status,
    code: 'bad-answer',
    message: `The answer of ${path.split('?')[0]} is not what this page expects${why === undefined ? '' : ` (${why})`}.`,
    hint: 'Try again; if that does not help, reload the page.',
    requestId: response.headers.get('X-Request-Id'),
  });
}
