/** Answers the routes below `/api/traces` from the trace port. */
import { Fault } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import type { TraceAnswer, TraceSearchAnswer } from './contract';
import { parseDuration } from './duration';
import { encodeTrace } from './encode';
import { DEFAULT_TRACES } from './limits';
import { parseLogfmt } from './logfmt';
import type { TracePort } from './search';
import { summarize, type TraceSummary } from './summary';
import { parseTraceId } from './trace-id';

/** A search as it stands in a URL. */
export interface TraceSearchRequest {
  readonly service: string;
  readonly operation?: string | undefined;
  /** logfmt */
  readonly tags?: string | undefined;
  /** Durations such as `200ms`. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly limit?: number | undefined;
  readonly window: TimeWindow;
}

/** The port, or a `Fault` that says that no Jaeger is configured. */
export function requireTraces(port: TracePort | null): TracePort {
  if (port !== null) return port;
  throw new Fault('not-found', 'No source of traces is configured.', {
    source: 'jaeger',
    hint: 'Set PERIPLUS_JAEGER_URL to the address of Jaeger’s query service.',
  });
}

/** Throws `Fault`: `bad-request` with the field that is wrong, and what the port throws. */
export async function loadTraceSearch(
  port: TracePort,
  request: TraceSearchRequest,
  signal?: AbortSignal,
): Promise<TraceSearchAnswer> {
  const minDurationUs = durationOf('min', request.min);
  const maxDurationUs = durationOf('max', request.max);
  if (minDurationUs !== null && maxDurationUs !== null && minDurationUs > maxDurationUs) {
    throw badField(
      'max',
      'The longest duration is shorter than the shortest.',
      'Swap them, or leave one out.',
    );
  }
  const limit = request.limit ?? DEFAULT_TRACES;
  const found = await port.search(
    {
      service: request.service,
      operation: request.operation === undefined || request.operation === '' ? null : request.operation,
      tags: tagsOf(request.tags ?? ''),
      minDurationUs,
      maxDurationUs,
      startUs: request.window.fromSeconds * 1e6,
      endUs: request.window.toSeconds * 1e6,
      limit,
    },
    signal,
  );
  const traces = found.traces.flatMap((trace): TraceSummary[] => {
    const summary = summarize(trace);
    return summary === null ? [] : [summary];
  });
  return {
    window: { fromSeconds: request.window.fromSeconds, toSeconds: request.window.toSeconds },
    traces: traces.sort((a, b) => b.startUs - a.startUs || a.traceId.localeCompare(b.traceId)),
    limit,
    more: found.traces.length >= limit,
    warnings: [...found.warnings],
  };
}

function durationOf(field: 'min' | 'max', text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  throw badField(
    field,
    `“${text.slice(0, 40)}” is no duration.`,
    'Write a number with its unit, for example 200ms or 1.5s.',
  );
}

function tagsOf(text: string): Readonly<Record<string, string>> {
  const result = parseLogfmt(text);
  if (result.kind === 'tags') return result.tags;
  throw badField(
    'tags',
    `${result.mistake.message} (at character ${result.mistake.at + 1})`,
    'For example: error=true http.status_code=503',
  );
}

function badField(field: string, message: string, hint: string): Fault {
  return new Fault('bad-request', message, { hint, issues: [{ path: [field], message }] });
}

/** Throws `Fault`: `bad-request` for an id that is none, `not-found`, and what the port throws. */
export async function loadTrace(port: TracePort, id: string, signal?: AbortSignal): Promise<TraceAnswer> {
  const traceId = parseTraceId(id);
  if (traceId === null) {
    const shown = id.slice(0, 40);
    throw new Fault('bad-request', `“${shown}” is no trace id.`, {
      hint: 'A trace id is 1 to 32 hexadecimal digits (0–9, a–f), not all zero.',
    });
  }
  return encodeTrace(await port.trace(traceId, signal));
}
