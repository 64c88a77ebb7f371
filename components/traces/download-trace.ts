/** Saves a trace as a file of OTLP JSON, which Jaeger and most other tools read. */

import { spansOf } from '@/lib/traces/model/read-row';
import type { Trace } from '@/lib/traces/model/trace';
import { toResourceSpans } from '@/lib/traces/otlp-json';

export function downloadTrace(trace: Trace): void {
  const text = JSON.stringify({ resourceSpans: toResourceSpans(spansOf(trace)) }, null, 1);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `trace-${trace.traceId}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
