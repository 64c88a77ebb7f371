/**
 * All found traces in one file, with every span, as their source wrote them: Jaeger's `{"data":[…]}`, or OTLP's
 * `{"resourceSpans":[…]}`. Jaeger UI and this page's own "open a file" read both.
 */
import { AnswerProblem } from '@/components/shell/answer-problem';
import { withBasePath } from '@/lib/http/base-path';

/** As many at a time as a browser asks one server anyway. */
const AT_ONCE = 6;

export async function downloadResults(
  traceIds: readonly string[],
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const documents: unknown[] = new Array<unknown>(traceIds.length);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < traceIds.length) {
      const at = next;
      next += 1;
      documents[at] = await fetchDocument(traceIds[at] ?? '');
      done += 1;
      onProgress(done, traceIds.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  save(JSON.stringify(joined(documents)), `traces-${traceIds.length}.json`);
}

async function fetchDocument(traceId: string): Promise<unknown> {
  const response = await fetch(withBasePath(`/api/traces/${encodeURIComponent(traceId)}`));
  if (!response.ok) {
    throw new AnswerProblem({
      status: response.status,
      code: 'source-rejected',
      message: `Trace ${traceId} could not be read (${response.status}).`,
    });
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A streamed answer: one document on each line.
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  }
}

/** One document of one form. Pure. */
export function joined(documents: readonly unknown[]): {
  readonly data?: readonly unknown[];
  readonly resourceSpans?: readonly unknown[];
} {
  const data: unknown[] = [];
  const resourceSpans: unknown[] = [];
  for (const document of documents.flat()) {
    const fields = fieldsOf(document);
    const otlp = fieldsOf(fields.result ?? fields).resourceSpans;
    if (Array.isArray(fields.data)) data.push(...fields.data);
    else if (Array.isArray(otlp)) resourceSpans.push(...otlp);
  }
  return resourceSpans.length > 0 ? { resourceSpans } : { data };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
