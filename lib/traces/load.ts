/** Answers the routes of single traces from the trace port; the search is in find/load.ts. */
import { Fault } from '@/lib/mesh/fault';
import type { DocumentOptions, TraceDocument, TracePort } from './search';
import { parseTraceId } from './trace-id';

/** The port, or a `Fault` that says that no Jaeger is configured. */
export function requireTraces(port: TracePort | null): TracePort {
  if (port !== null) return port;
  throw new Fault('not-found', 'No source of traces is configured.', {
    source: 'jaeger',
    hint: 'Set PERIPLUS_JAEGER_URL to the address of Jaeger’s query service.',
  });
}

/**
 * One trace as its source wrote it; whoever shows it reads it. Throws `Fault`: `bad-request` for an id that is none,
 * `not-found`, and what the port throws.
 */
export async function loadTrace(
  port: TracePort,
  id: string,
  options?: DocumentOptions,
): Promise<TraceDocument> {
  return port.document(requireTraceId(id), options);
}

/** Has the source keep one trace. Throws `Fault`: `bad-request` for an id that is none, `not-found` where that is switched off. */
export async function archiveTrace(port: TracePort, id: string, signal?: AbortSignal): Promise<string> {
  const traceId = requireTraceId(id);
  if (port.archive === undefined) {
    throw new Fault('not-found', 'Keeping traces in Jaeger’s archive is switched off.', {
      source: 'jaeger',
      hint: 'Set PERIPLUS_JAEGER_ARCHIVE to true where Jaeger has an archive storage.',
    });
  }
  await port.archive(traceId, signal);
  return traceId;
}

function requireTraceId(id: string): string {
  const traceId = parseTraceId(id);
  if (traceId !== null) return traceId;
  throw new Fault('bad-request', `“${id.slice(0, 40)}” is no trace id.`, {
    hint: 'A trace id is 1 to 32 hexadecimal digits (0–9, a–f), not all zero.',
  });
}
