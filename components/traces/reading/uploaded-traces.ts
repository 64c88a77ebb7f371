/**
 * Files of traces that the reader opened. They stay in the memory of this tab: nothing of them is sent, and a reload
 * forgets them.
 */
import { AnswerProblem } from '@/components/shell/answer-problem';
import { mainRoot, nameOf, serviceOf, startUnixUs } from '@/lib/traces/model/trace';
import type { ReadTrace } from './messages';
import { type ReadOptions, readFile } from './trace-reader';
import { keepUploaded, uploadedFile } from './uploaded-registry';

export interface UploadedTrace {
  readonly traceId: string;
  /** Service and name of the span that names the trace; '' where it has no spans. */
  readonly service: string;
  readonly name: string;
  readonly spans: number;
  /** Unix µs. */
  readonly startUs: number;
  readonly durationNs: number;
  readonly fileName: string;
}

/** The traces in a file, the largest first; from now on `/traces/<id>?source=file` shows each. Throws `AnswerProblem`. */
export async function openTraceFile(file: File): Promise<readonly UploadedTrace[]> {
  const { traces } = await readFile(file);
  const alone = traces.length === 1;
  for (const opened of traces) keepUploaded(opened.trace.traceId, { file, opened, alone });
  return traces
    .map(({ trace }): UploadedTrace => {
      const root = mainRoot(trace);
      return {
        traceId: trace.traceId,
        service: serviceOf(trace, root),
        name: nameOf(trace, root),
        spans: trace.count,
        startUs: startUnixUs(trace, root),
        durationNs: trace.totalNs,
        fileName: file.name,
      };
    })
    .sort((a, b) => b.spans - a.spans || a.traceId.localeCompare(b.traceId));
}

/** Throws `AnswerProblem` where the tab does not hold the trace (any more). */
export async function uploadedTrace(traceId: string, options: ReadOptions = {}): Promise<ReadTrace> {
  const known = uploadedFile(traceId);
  if (known === null) {
    throw new AnswerProblem({
      status: 404,
      code: 'not-found',
      message: 'The file with this trace is not open in this tab.',
      hint: 'Files stay in the browser, so a reload forgets them: open the file again on the page Traces.',
    });
  }
  if (options.adjustClocks !== false) return known.opened;
  const { traces } = await readFile(known.file, options);
  return traces.find(({ trace }) => trace.traceId === traceId) ?? known.opened;
}
