import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Span } from '@/lib/traces/model/span';
import { sendSpans } from './otlp';
import { type JaegerServer, jaegerIsBuilt, startJaeger } from './start';

const span: Span = {
  traceId: 'a1',
  spanId: 'b2',
  parentSpanId: null,
  service: 'reviews.bookinfo',
  name: 'GET /reviews',
  kind: 'server',
  startNs: 1_790_000_000_123_456_000n,
  durationNs: 1_500_500,
  status: 'error',
  statusMessage: 'no ratings',
  attributes: { 'http.status_code': 503, ok: false, share: 0.25, tags: ['a', 'b'] },
  resource: { 'service.name': 'reviews.bookinfo', 'k8s.pod.name': 'reviews-v1-0' },
  scope: null,
  events: [{ timeNs: 1_790_000_000_123_999_000n, name: 'retry', attributes: { try: 2 } }],
  links: [{ traceId: 'ff', spanId: 'ee', kind: 'follows-from', attributes: {} }],
  warnings: [],
};

describe.skipIf(!jaegerIsBuilt())('the real Jaeger', () => {
  let jaeger: JaegerServer;
  beforeAll(async () => {
    jaeger = await startJaeger({ basePath: '/jaeger' });
  });
  afterAll(() => jaeger?.stop());

  it('serves a sent span under its base path as soon as OTLP has answered', async () => {
    await sendSpans(jaeger.otlpUrl, [span]);
    const response = await fetch(`${jaeger.queryUrl.href}/api/traces/${span.traceId}`);
    expect(response.status).toBe(200);
    expect(JSON.stringify(await response.json())).toContain('GET /reviews');
  });

  it('listens on loopback only and ends when told', async () => {
    const second = await startJaeger();
    expect(second.queryUrl.hostname).toBe('127.0.0.1');
    await second.stop();
    expect(() => process.kill(second.pid, 0)).toThrow();
  });
});
