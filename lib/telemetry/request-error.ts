/** Errors that no handler caught: rendering, mostly. Next reports them through `instrumentation.ts`. */
import 'server-only';
import { log } from './log';
import { metrics } from './metrics';

export function reportRequestError(
  error: unknown,
  request: { path: string; method: string },
  kind: string,
): void {
  metrics().requestErrors.inc({ kind });
  // The query can hold what somebody typed; the path is enough to find the page.
  const path = request.path.split('?')[0];
  log().error({ err: error, path, method: request.method, kind }, 'an error reached nobody');
}
