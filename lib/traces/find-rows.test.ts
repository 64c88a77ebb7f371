import { describe, expect, it } from 'vitest';
import { findRows } from './find-rows';
import { matchTrace } from './language/evaluate';
import { parseTraceQuery } from './language/parser';
import { randomTrace, sampleTrace } from './model/sample-trace';
import { expressionIn, looksForSomething, termsOf } from './trace-query';
import { searchIndex } from './trace-search';

const trace = sampleTrace(
  { spanId: 'a', name: 'GET /where', durationUs: 900, attributes: { code: 200 } },
  { spanId: 'b', parentSpanId: 'a', durationUs: 700, service: 'cart', status: 'error' },
  { spanId: 'c', parentSpanId: 'b', durationUs: 20, service: 'db', status: 'error' },
);
const index = searchIndex(trace);

describe('expressionIn', () => {
  it.each([
    ['where error', { text: 'error', from: 6 }],
    ['  Where  error', { text: 'error', from: 9 }],
    ['{error and root}', { text: '{error and root}', from: 0 }],
    ['"where" error', null],
    ['whereabouts', null],
    ['where', null],
    ['', null],
  ])('of %j', (query, expected) => {
    expect(expressionIn(query)).toEqual(expected);
  });

  it('has no words to mark, and looks for something once it says what', () => {
    expect(termsOf('where error')).toEqual([]);
    expect(['where error', '{error}', 'error', '', 'where ', '-key'].map(looksForSomething)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('findRows', () => {
  it.each([
    ['where error and duration > 100us', [1]],
    ['where service = db or root', [0, 2]],
    ['{error} and not {root}', [1, 2]],
    ['where error and', []],
    ['where trace.spans = 3', [0, 1, 2]],
    ['cart', [1]],
    ['/where', [0]],
  ])('finds %j', async (query, rows) => {
    expect([...(await findRows(index, query))]).toEqual(rows);
  });

  it('marks the spans that the search counts (seed 3)', async () => {
    const large = randomTrace(500, 3);
    for (const text of [
      'error',
      'duration > 1ms and kind = server',
      'not error',
      '{root} or {leaf and error}',
    ]) {
      const parsed = parseTraceQuery(text);
      if (parsed.kind !== 'expression') throw new Error(text);
      const rows = await findRows(searchIndex(large), `where ${text}`);
      const match = matchTrace(parsed.expression, large);
      expect([rows.length, rows[0] ?? -1], text).toEqual([match.spans, match.firstRow]);
    }
  });
});
