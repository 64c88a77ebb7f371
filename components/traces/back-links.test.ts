import { expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { rowsLinkingTo } from './back-links';

it('finds who links to a span of the same trace', () => {
  const plain = sampleTrace({ spanId: '000000000000000a' });
  const link = (traceId: string) => ({
    traceId,
    spanId: '000000000000000a',
    kind: 'link' as const,
    attributes: {},
  });
  const linked = sampleTrace(
    { spanId: '000000000000000a' },
    { spanId: '000000000000000b', parentSpanId: '000000000000000a', links: [link(plain.traceId)] },
    { spanId: '000000000000000c', parentSpanId: '000000000000000a', links: [link('f'.repeat(32))] },
  );
  expect(rowsLinkingTo(linked, 0)).toEqual([1]);
  expect(rowsLinkingTo(linked, 1)).toEqual([]);
  expect(rowsLinkingTo(plain, 0)).toEqual([]);
});
