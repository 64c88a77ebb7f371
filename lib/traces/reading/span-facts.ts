/** What servers say about a span in different spellings, brought to one form: its kind, its status, its error flag. */
import { SPAN_KINDS, SPAN_STATUSES, type SpanKind } from '@/lib/traces/model/span';

/** A service must have a name to be drawn; this one says that the server did not tell. */
export const UNKNOWN_SERVICE = 'unknown service';

/** `server`, `SPAN_KIND_SERVER` or 2. */
export function kindOf(value: unknown): SpanKind {
  return SPAN_KINDS[kindNumber(value)] ?? 'unspecified';
}

/** As `kindOf`, its position in `SPAN_KINDS`. */
export function kindNumber(value: unknown): number {
  if (typeof value === 'number')
    return Number.isInteger(value) && value > 0 && value < SPAN_KINDS.length ? value : 0;
  const name = typeof value === 'string' ? value.toLowerCase().replace('span_kind_', '') : '';
  return Math.max(0, SPAN_KINDS.indexOf(name as SpanKind));
}

/** `ERROR`, `STATUS_CODE_ERROR` or 2: the position in `SPAN_STATUSES`. */
export function statusNumber(value: unknown): number {
  const name = String(value ?? '').replace('STATUS_CODE_', '');
  if (name === '2' || name === 'ERROR') return SPAN_STATUSES.indexOf('error');
  return name === '1' || name === 'OK' ? SPAN_STATUSES.indexOf('ok') : 0;
}

/**
 * Older libraries and Envoy's Zipkin tracer mark a failed span with a tag `error`, as a boolean or a text.
 * The texts `false` and `0` and an empty one are no error, whatever a loose truth test would say.
 */
export function isErrorTag(value: unknown): boolean {
  if (typeof value === 'string') return !['', 'false', '0', 'no'].includes(value.toLowerCase());
  return value === true || (typeof value === 'number' && value !== 0);
}
