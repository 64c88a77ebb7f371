import { describe, expect, it } from 'vitest';
import type { Span } from './model/span';
import { toOtlpSpan, toResourceSpans } from './otlp-json';

const span: Span = {
  traceId: 'a1',
  spanId: 'b2',
  parentSpanId: null,
  service: 'reviews.bookinfo',
  name: 'GET /reviews',
  kind: 'server',
  startNs: 1_790_000_000_123_456_789n,
  durationNs: 1_500_500,
  status: 'error',
  statusMessage: 'no ratings',
  attributes: { 'http.status_code': 503, ok: false, share: 0.25, tags: ['a', 'b'] },
  resource: { 'service.name': 'reviews.bookinfo', 'k8s.pod.name': 'reviews-v1-0' },
  scope: { name: 'envoy', version: '1.39', attributes: {} },
  events: [{ timeNs: 1_790_000_000_123_999_001n, name: 'retry', attributes: { try: 2 } }],
  links: [{ traceId: 'ff', spanId: 'ee', kind: 'follows-from', attributes: {} }],
  warnings: [],
};

describe('OTLP', () => {
  it('loses no nanosecond', () => {
    const sent = toOtlpSpan(span);
    expect(sent.startTimeUnixNano).toBe('1790000000123456789');
    expect(sent.endTimeUnixNano).toBe('1790000000124957289');
    expect(sent.events[0]?.timeUnixNano).toBe('1790000000123999001');
    expect(sent.traceId).toHaveLength(32);
    expect(sent.spanId).toHaveLength(16);
  });

  it('says each resource and scope once', () => {
    const [first, ...more] = toResourceSpans([span, { ...span, spanId: 'b3' }]);
    expect(more).toEqual([]);
    expect(first?.scopeSpans).toMatchObject([{ scope: { name: 'envoy', version: '1.39' }, spans: [{}, {}] }]);
  });
});
