/**
 * An answer that takes its time, as lines of JSON (https://jsonlines.org): how far it is, then the answer, or the problem
 * why there is none. What fails before the first line is told as every other failure.
 */
import 'server-only';
import { isAbort, problemOf } from './problem';

export const LINES_TYPE = 'application/x-ndjson';

export function acceptsLines(headers: Headers): boolean {
  return headers.get('Accept')?.includes(LINES_TYPE) === true;
}

/** `run` tells its progress and returns the answer; both must be plain data. */
export async function answerLines(
  run: (tell: (progress: object) => void) => Promise<object>,
  requestId: string,
): Promise<Response> {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, {
    highWaterMark: Number.POSITIVE_INFINITY,
  });
  const writer = writable.getWriter();
  // A browser that went away aborts the request's signal, which ends `run`; what is still written goes nowhere.
  const write = (line: object): void => {
    writer.write(encoder.encode(`${JSON.stringify(line)}\n`)).catch(() => undefined);
  };
  const begun = Promise.withResolvers<void>();
  let lines = 0;
  const finished = run((progress) => {
    lines += 1;
    write({ progress });
    begun.resolve();
  }).then(
    (answer) => write({ answer }),
    (error: unknown) => {
      if (lines === 0) throw error;
      if (!isAbort(error)) write({ problem: problemOf(error, requestId) });
    },
  );
  await Promise.race([begun.promise, finished]);
  void finished.finally(() => writer.close().catch(() => undefined)).catch(() => undefined);
  return new Response(readable, {
    headers: { 'Content-Type': LINES_TYPE, 'X-Accel-Buffering': 'no' },
  });
}
