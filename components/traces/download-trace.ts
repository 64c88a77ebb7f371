/** Saves a trace as a file: its own where it came from one alone, else OTLP JSON, which Jaeger and most other tools read. */

import { spansOf } from '@/lib/traces/model/read-row';
import type { Trace } from '@/lib/traces/model/trace';
import { toResourceSpans } from '@/lib/traces/otlp-json';
import { type TraceSource, uploadedFile } from './reading/uploaded-registry';

/** What was saved, in words. */
export function downloadTrace(trace: Trace, source: TraceSource): string {
  const uploaded = source === 'file' ? uploadedFile(trace.traceId) : null;
  const original = uploaded?.alone === true ? uploaded.file : null;
  const address = URL.createObjectURL(original ?? written(trace));
  const link = document.createElement('a');
  link.href = address;
  link.download = original?.name ?? `trace-${trace.traceId}.json`;
  link.click();
  URL.revokeObjectURL(address);
  return original === null ? 'Trace saved as OTLP JSON' : 'The file saved as it was opened';
}

function written(trace: Trace): Blob {
  const text = JSON.stringify({ resourceSpans: toResourceSpans(spansOf(trace)) }, null, 1);
  return new Blob([text], { type: 'application/json' });
}
