/** A trace as a source would send it, for tests of what stands behind the port. */
import { spansOf } from './model/read-row';
import type { Trace } from './model/trace';
import { toResourceSpans } from './otlp-json';
import type { TraceDocument } from './search';

export function sampleDocument(trace: Trace): TraceDocument {
  const text = JSON.stringify({ resourceSpans: toResourceSpans(spansOf(trace)) });
  return { body: new Blob([text]).stream(), encoding: null };
}
