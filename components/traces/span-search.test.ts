import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { cutAtTerms, findRows, nextMatch, searchTerms, searchTexts } from './span-search';

describe('search within a trace', () => {
  const trace = sampleTrace(
    { spanId: 'a', name: 'POST /Charge', attributes: { 'http.status_code': 503, deep: { a: [1] } } },
    {
      spanId: 'b',
      parentSpanId: 'a',
      startUs: 1,
      service: 'ledger',
      resource: { 'k8s.pod.name': 'ledger-0' },
    },
    { spanId: 'c', parentSpanId: 'zz', startUs: 2, events: [{ timeNs: 1n, name: 'Retry', attributes: {} }] },
  );
  const texts = searchTexts(trace);
  const find = (query: string): number[] => findRows(texts, searchTerms(query));

  it.each([
    ['charge', [0]],
    ['http.status_code=503', [0]],
    ['LEDGER-0', [1]],
    ['retry', [2]],
    ['parent 0000000000007a7a', [2]],
    ['"post /charge" 503', [0]],
    ['charge ledger', []],
    ['', []],
    ['"', []],
  ])('finds %j', (query, rows) => {
    expect(find(query)).toEqual(rows);
  });

  it('goes to the next and previous match, round the end', () => {
    expect(nextMatch([2, 5, 9], 5, 1)).toBe(9);
    expect(nextMatch([2, 5, 9], 9, 1)).toBe(2);
    expect(nextMatch([2, 5, 9], 3, -1)).toBe(2);
    expect(nextMatch([2, 5, 9], null, 1)).toBe(2);
    expect(nextMatch([], 1, 1)).toBeNull();
  });

  it('cuts a text at what was found, longest first', () => {
    expect(cutAtTerms('Charge card', ['char', 'charge'])).toEqual([
      { text: 'Charge', hit: true },
      { text: ' card', hit: false },
    ]);
    expect(cutAtTerms('none', ['x'])).toEqual([{ text: 'none', hit: false }]);
    expect(cutAtTerms('İx', ['x'])).toEqual([{ text: 'İx', hit: false }]);
  });
});
