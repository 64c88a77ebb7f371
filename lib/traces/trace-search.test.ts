import { describe, expect, it } from 'vitest';
import { attributesOf, spanAt } from './model/read-row';
import { randomSpans, sampleId, sampleTrace, seededRandom } from './model/sample-trace';
import { traceOfSpans } from './model/trace-of-spans';
import { parseTraceQuery, termsOf } from './trace-query';
import { searchIndex, searchRows } from './trace-search';

describe('parseTraceQuery', () => {
  it.each([
    ['', [], []],
    ['a  B', [['a', 'b']], []],
    ['"Two Words" c', [['two words', 'c']], []],
    ['a OR b c OR', [['a'], ['b', 'c']], []],
    ['-http.url x', [['x']], ['http.url']],
    ['-"odd key" x', [['x']], ['odd key']],
    ['- x', [['-', 'x']], []],
    ['"', [], []],
    ['"open', [['open']], []],
  ])('reads %j', (text, ways, without) => {
    expect(parseTraceQuery(text)).toEqual({ ways, without });
  });

  it('lists terms once', () => {
    expect(termsOf('a b OR a')).toEqual(['a', 'b']);
  });
});

describe('searchRows', () => {
  const trace = sampleTrace(
    {
      spanId: 'a',
      name: 'POST /Charge',
      kind: 'client',
      attributes: {
        'http.status_code': 503,
        deep: { a: [1] },
        'http.url': 'http://ledger/x=1',
        q: 'say "hi"',
      },
    },
    {
      spanId: 'b',
      parentSpanId: 'a',
      startUs: 1,
      service: 'ledger',
      resource: { 'k8s.pod.name': 'ledger-0' },
    },
    {
      spanId: 'c',
      parentSpanId: 'zz',
      startUs: 2,
      status: 'error',
      statusMessage: 'Out of Money',
      events: [{ timeNs: 1_000_003_000n, name: 'Retry', attributes: { attempt: 2 } }],
      links: [{ traceId: 'abcdef', spanId: sampleId('q'), kind: 'link', attributes: { why: 'batch' } }],
      scope: { name: 'envoy', version: '1.39', attributes: {} },
    },
  );
  const index = searchIndex(trace);

  it.each([
    ['charge', [0]],
    ['http.status_code=503', [0]],
    ['status_code=50', [0]],
    ['status_code=3', []],
    ['x=1', [0]],
    ['LEDGER-0', [1]],
    ['pod.name=ledger', [1]],
    ['ledger', [0, 1]],
    ['ledger -http.url', [1]],
    ['retry', [2]],
    ['attempt=2', [2]],
    ['why=batch', [2]],
    ['abcdef', [2]],
    ['money', [2]],
    ['envoy', [2]],
    ['error', [2]],
    ['unset', []],
    ['client', [0]],
    ['is not in this trace', [2]],
    ['"post /charge" 503', [0]],
    ['"say "hi', [0]],
    ['charge ledger-0', []],
    ['charge OR ledger-0', [0, 1]],
    [sampleId('b'), [1]],
    ['"a":[1]', [0]],
    ['', []],
    ['"', []],
  ])('finds %j', (query, rows) => {
    expect([...searchRows(index, query)]).toEqual(rows);
  });

  it('finds what a look into every span finds (seeds 1–30)', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const random = seededRandom(seed);
      const word = (): string => Math.floor(random() * 60).toString(36);
      const large = traceOfSpans(
        randomSpans(120, seed).map((span) => ({
          ...span,
          attributes: {
            [`k${word()}`]: word() + word(),
            code: Math.floor(random() * 500),
            [`z${word()}`]: `=${word()}`,
          },
        })),
      );
      const built = searchIndex(large);
      for (const term of ['1', 'k1', 'k1=', '=', '4=4', 'code=4', 'z', 'service-1', 'a']) {
        const expected: number[] = [];
        for (let row = 0; row < large.count; row += 1) {
          const span = spanAt(large, row);
          const texts = [span.service, span.name, span.kind, span.status === 'unset' ? '' : span.status];
          for (const [key, value] of Object.entries(attributesOf(large, row))) texts.push(`${key}=${value}`);
          if (texts.some((text) => text.toLowerCase().includes(term))) expected.push(row);
        }
        expect([...searchRows(built, term)], `seed ${seed}, ${term}`).toEqual(expected);
      }
    }
  });
});
