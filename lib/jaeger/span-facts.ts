/**
 * What both APIs say about a span in different places, brought to one form:
 * its kind, its status and its error flag.
 */
import 'server-only';
import type { Attributes, AttributeValue, Span, SpanKind, SpanScope } from '@/lib/traces/model/span';

/** A service must have a name to be drawn; this one says that the server did not tell. */
export const UNKNOWN_SERVICE = 'unknown service';

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** `server`, `SPAN_KIND_SERVER` or 2 (OTLP's numbers are the positions in `KINDS`). */
export function kindOf(value: unknown): SpanKind {
  if (typeof value === 'number') return KINDS[value] ?? 'unspecified';
  const name = typeof value === 'string' ? value.toLowerCase().replace('span_kind_', '') : '';
  return KINDS.find((kind) => kind === name) ?? 'unspecified';
}

/** `ERROR`, `STATUS_CODE_ERROR` or 2. */
export function statusOf(value: unknown): Span['status'] {
  const name = String(value ?? '').replace('STATUS_CODE_', '');
  if (name === '2' || name === 'ERROR') return 'error';
  return name === '1' || name === 'OK' ? 'ok' : 'unset';
}

/**
 * Older libraries and Envoy's Zipkin tracer mark a failed span with a tag `error`, as a boolean or a text.
 * The texts `false` and `0` and an empty one are no error, whatever a loose truth test would say.
 */
export function isErrorTag(value: AttributeValue | undefined): boolean {
  if (typeof value === 'string') return !['', 'false', '0', 'no'].includes(value.toLowerCase());
  return value === true || (typeof value === 'number' && value !== 0);
}

/** The status with the `error` tag taken into account; the boolean tag is then dropped, as it says no more. */
export function settleError(
  status: Span['status'],
  attributes: Attributes,
): { readonly status: Span['status']; readonly attributes: Attributes } {
  const tag = attributes.error;
  if (tag === undefined) return { status, attributes };
  const settled = status === 'unset' && isErrorTag(tag) ? 'error' : status;
  if (typeof tag !== 'boolean') return { status: settled, attributes };
  const { error: _, ...rest } = attributes;
  return { status: settled, attributes: rest };
}

/** The library that recorded a span, where Jaeger's API v1 and its exporters tell it as attributes. */
export function scopeOfTags(
  name: AttributeValue | undefined,
  version: AttributeValue | undefined,
): SpanScope | null {
  if (typeof name !== 'string' && typeof version !== 'string') return null;
  const text = (value: AttributeValue | undefined): string => (typeof value === 'string' ? value : '');
  return { name: text(name), version: text(version), attributes: {} };
}
