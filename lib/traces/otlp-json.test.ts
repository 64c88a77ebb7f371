import { describe, expect, it } from 'vitest';
import { toNanoseconds, toOtlpSpan } from './otlp-json';
import type { Span } from './search';

const span: Span = {
  traceId: 'a1',
  spanId: 'b2',
  parentSpanId: null,
  service: 'reviews.bookinfo',
  name: 'GET /reviews',
  kind: 'server',
  startUs: 1_790_000_000_123_456,
  durationUs: 1500.5,
  status: 'error',
  statusMessage: 'no ratings',
  attributes: { 'http.status_code': 503, ok: false, share: 0.25, tags: ['a', 'b'] },
  resource: { 'service.name': 'reviews.bookinfo', 'k8s.pod.name': 'reviews-v1-0' },
  events: [{ timeUs: 1_790_000_000_123_999, name: 'retry', attributes: { try: 2 } }],
  links: [{ traceId: 'ff', spanId: 'ee', kind: 'follows-from', attributes: {} }],
  warnings: [],
};

describe('OTLP', () => {
  it('turns microseconds with a fraction into nanoseconds', () => {
    expect(toNanoseconds(1_790_000_000_123_456)).toBe(1_790_000_000_123_456_000n);
    const sent = toOtlpSpan(span);
    expect(BigInt(sent.endTimeUnixNano) - BigInt(sent.startTimeUnixNano)).toBe(1_500_500n);
    expect(sent.traceId).toHaveLength(32);
    expect(sent.spanId).toHaveLength(16);
  });
});
