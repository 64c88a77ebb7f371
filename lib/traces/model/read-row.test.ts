import { describe, expect, it } from 'vitest';
import { attributeOf, keyIdOf, spanAt, spansOf, valueAt, valueIdOf } from './read-row';
import { sampleSpan, sampleTrace } from './sample-trace';
import { buffersOf } from './trace';
import { traceOfSpans } from './trace-of-spans';

const span = sampleSpan({
  spanId: 'a',
  parentSpanId: null,
  status: 'error',
  statusMessage: 'no “ratings”\n',
  attributes: JSON.parse(
    '{"__proto__":1,"list":["a",{"b":null}],"code":503,"text":"503","yes":true,"empty":""}',
  ),
  resource: { 'service.name': 'web' },
  scope: { name: 'envoy', version: '1.39', attributes: { a: 1 } },
  events: [
    { timeNs: 1_000_000_007n, name: 'first', attributes: { n: 1 } },
    { timeNs: 1_000_000_009n, name: 'second', attributes: {} },
  ],
  links: [{ traceId: 'ff', spanId: '00000000000000ee', kind: 'link', attributes: { why: 'batch' } }],
  warnings: ['odd', 'very odd'],
});

describe('spanAt', () => {
  it('gives back what was put in', () => {
    expect(spanAt(traceOfSpans([span]), 0)).toEqual(span);
  });

  it('gives the same after the trace went to another thread', () => {
    const trace = traceOfSpans([span]);
    const moved = structuredClone(trace, { transfer: buffersOf(trace) });
    expect(trace.parent).toHaveLength(0);
    expect([...spansOf(moved)]).toEqual([span]);
  });
});

describe('attributes as columns', () => {
  it('gives equal values one number, and tells texts from numbers', () => {
    const trace = sampleTrace(
      { spanId: 'a', attributes: { code: 503, text: '503' } },
      { spanId: 'b', startUs: 1, attributes: { code: 503, text: 503 } },
    );
    const code = keyIdOf(trace, 'code');
    const text = keyIdOf(trace, 'text');
    expect(valueIdOf(trace, 0, code)).toBe(valueIdOf(trace, 1, code));
    expect(valueIdOf(trace, 0, text)).not.toBe(valueIdOf(trace, 1, text));
    expect(valueAt(trace, valueIdOf(trace, 0, text))).toBe('503');
    expect(keyIdOf(trace, 'nowhere')).toBe(-1);
    expect(attributeOf(trace, 0, 'nowhere')).toBeUndefined();
    expect(attributeOf(trace, 1, 'code')).toBe(503);
  });
});
