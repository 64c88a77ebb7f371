/** What a search asks for: the fields of the form and the expression, read from texts, with the field named that is wrong. */
import { Fault } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { parseDuration } from '@/lib/traces/duration';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import type { TraceExpression } from '@/lib/traces/language/syntax';
import { DEFAULT_TRACES } from '@/lib/traces/limits';
import { parseLogfmt } from '@/lib/traces/logfmt';
import type { SpanKind } from '@/lib/traces/model/span';

/** A search as it stands in a URL. */
export interface TraceSearchRequest {
  /** Any of them; none = all that the source knows. */
  readonly services?: readonly string[] | undefined;
  readonly operation?: string | undefined;
  readonly kind?: SpanKind | undefined;
  /** logfmt, for the source to compare as it does. */
  readonly tags?: string | undefined;
  /** An expression of lib/traces/language. */
  readonly q?: string | undefined;
  /** Durations such as `200ms`, of a span of the service. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** As `min` and `max`, of the whole trace. */
  readonly traceMin?: string | undefined;
  readonly traceMax?: string | undefined;
  /** Only where the span has an error status. */
  readonly errors?: boolean | undefined;
  /** Traces to look at. */
  readonly limit?: number | undefined;
  /** Unix µs: where the page before this one ended. */
  readonly before?: number | undefined;
  readonly window: TimeWindow;
}

export interface SearchTerms {
  readonly services: readonly string[];
  readonly operation: string | null;
  readonly kind: SpanKind | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly expression: TraceExpression | null;
  /** The text that `expression` was read from. */
  readonly text: string;
  readonly minUs: number | null;
  readonly maxUs: number | null;
  readonly traceMinUs: number | null;
  readonly traceMaxUs: number | null;
  readonly errors: boolean;
  readonly limit: number;
  readonly fromUs: number;
  readonly toUs: number;
  /** Spans that start at this instant or later belong to pages before. */
  readonly beforeUs: number | null;
}

/** Throws `Fault` `bad-request` with the field that is wrong. */
export function readTerms(request: TraceSearchRequest): SearchTerms {
  const [minUs, maxUs] = range(request, 'min', 'max');
  const [traceMinUs, traceMaxUs] = range(request, 'traceMin', 'traceMax');
  const fromUs = request.window.fromSeconds * 1e6;
  const toUs = request.window.toSeconds * 1e6;
  const { before } = request;
  if (before !== undefined && (before < fromUs || before > toUs)) {
    throw badField('before', 'The page begins outside of the window.', 'Begin the search anew.');
  }
  return {
    services: [...new Set(request.services ?? [])].filter((name) => name !== ''),
    operation: textOrNull(request.operation),
    kind: request.kind ?? null,
    tags: readTags(request.tags ?? ''),
    expression: readExpression(request.q ?? ''),
    text: (request.q ?? '').trim(),
    minUs,
    maxUs,
    traceMinUs,
    traceMaxUs,
    errors: request.errors ?? false,
    limit: request.limit ?? DEFAULT_TRACES,
    fromUs,
    toUs,
    beforeUs: before ?? null,
  };
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim();
}

type DurationField = 'min' | 'max' | 'traceMin' | 'traceMax';

function range(
  request: TraceSearchRequest,
  from: DurationField,
  to: DurationField,
): [number | null, number | null] {
  const least = readDuration(from, request[from]);
  const most = readDuration(to, request[to]);
  if (least !== null && most !== null && least > most) {
    throw badField(to, 'The longest duration is shorter than the shortest.', 'Swap them, or leave one out.');
  }
  return [least, most];
}

function readDuration(field: DurationField, text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null;
  const duration = parseDuration(text);
  if (duration !== null) return duration;
  const hint = 'Write a number with its unit, for example 200ms or 1.5s.';
  throw badField(field, `“${text.slice(0, 40)}” is no duration.`, hint);
}

function readTags(text: string): Readonly<Record<string, string>> {
  const result = parseLogfmt(text);
  if (result.kind === 'tags') return result.tags;
  throw badField(
    'tags',
    `${result.mistake.message} (at character ${result.mistake.at + 1})`,
    'For example: error=true http.status_code=503',
  );
}

function readExpression(text: string): TraceExpression | null {
  const parsed = parseTraceQuery(text);
  if (parsed.kind === 'expression') return parsed.expression;
  if (parsed.kind === 'empty') return null;
  const { from, message, nearest } = parsed.problem;
  throw badField(
    'q',
    `${message} (at character ${from + 1})`,
    nearest === null
      ? 'For example: duration > 800ms and http.response.status_code >= 500'
      : `Try ${nearest}.`,
  );
}

function badField(field: string, message: string, hint: string): Fault {
  return new Fault('bad-request', message, { hint, issues: [{ path: [field], message }] });
}
