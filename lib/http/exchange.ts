/** One request and its answer: id, headers, measuring, and errors as problem JSON, around whatever answers it. */
import 'server-only';
import { randomUUID } from 'node:crypto';
import { answerHeaders } from './answer-headers';
import { problemResponse, statusOf } from './problem';
import { reportRequest } from './report-request';

/** What Next calls. Without dynamic segments the second argument may be left out, as tests do. */
export type RouteHandler = (
  request: Request,
  route?: { readonly params: Promise<unknown> },
) => Promise<Response>;

/** `parameters` are those of the path. What it throws becomes the answer. */
export type Answerer = (request: Request, parameters: unknown, requestId: string) => Promise<Response>;

export function exchange(answer: Answerer): RouteHandler {
  return async (request, route) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    const parameters = await route?.params;
    let response: Response;
    let error: unknown = null;
    try {
      response = await answer(request, parameters, requestId);
    } catch (thrown) {
      error = thrown ?? new Error('Nothing was thrown.');
      response = problemResponse(error, requestId);
    }
    answerHeaders(response.headers, requestId);
    const seconds = (performance.now() - startedAt) / 1000;
    const status = error === null ? response.status : statusOf(error);
    reportRequest({ request, parameters, requestId, status, seconds, error });
    return response;
  };
}
