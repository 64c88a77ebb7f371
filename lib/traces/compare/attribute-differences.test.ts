import { describe, expect, it } from 'vitest';
import { type SamplePart, sampleTrace } from '@/lib/traces/model/sample-trace';
import { alignTraces } from './align';
import { attributeDifferences, repeatedDifferences } from './attribute-differences';

const part = (spanId: string, parentSpanId: string | null, more: Partial<SamplePart> = {}): SamplePart => ({
  spanId,
  parentSpanId,
  service: 'web',
  name: 'call',
  startUs: 0,
  durationUs: 10,
  ...more,
});

describe('attributeDifferences', () => {
  it('lists what changed, came and went, of span and resource', () => {
    const a = sampleTrace(
      part('r', null, { attributes: { code: 200, gone: 'x', same: [1, 'b'] }, resource: { version: 'v1' } }),
    );
    const b = sampleTrace(
      part('R', null, { attributes: { code: 503, same: [1, 'b'], come: null }, resource: { version: 'v2' } }),
    );
    expect(attributeDifferences(a, 0, b, 0)).toEqual([
      { key: 'code', scope: 'span', a: 200, b: 503 },
      { key: 'come', scope: 'span', a: undefined, b: null },
      { key: 'gone', scope: 'span', a: 'x', b: undefined },
      { key: 'version', scope: 'resource', a: 'v1', b: 'v2' },
    ]);
  });

  it('takes a key like __proto__ for a key', () => {
    const hostile = JSON.parse('{"__proto__": "x"}') as Record<string, string>;
    const a = sampleTrace(part('r', null, { attributes: hostile }));
    const b = sampleTrace(part('R', null));
    expect(attributeDifferences(a, 0, b, 0)).toEqual([
      { key: '__proto__', scope: 'span', a: 'x', b: undefined },
    ]);
  });
});

describe('repeatedDifferences', () => {
  it('counts the pairs, and leaves out what tells spans apart in any trace', () => {
    const spans = (version: string, start: number): SamplePart[] => [
      part('r', null, { durationUs: 100 }),
      ...[1, 2, 3, 4, 5].map((index) =>
        part(`s${index}`, 'r', {
          service: 'db',
          startUs: index,
          attributes: {
            version,
            'guid:x-request-id': `${start + index}`,
            rows: start + index,
            shard: index < 3 ? version : 'eu',
          },
        }),
      ),
    ];
    const a = sampleTrace(...spans('v1', 10));
    const b = sampleTrace(...spans('v2', 90));
    expect(
      repeatedDifferences(a, b, alignTraces(a, b)).map(({ key, a: from, b: to, pairs, service }) => [
        key,
        from,
        to,
        pairs,
        service,
      ]),
    ).toEqual([
      ['version', 'v1', 'v2', 5, 'db'],
      ['shard', 'v1', 'v2', 2, 'db'],
    ]);
  });
});
