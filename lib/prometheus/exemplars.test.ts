import { expect, it } from 'vitest';
import { readExemplars, withoutLabels } from './exemplars';

const TRACE = '0123456789abcdef0123456789abcdef';
const answer = [
  {
    seriesLabels: { __name__: 'x_bucket', le: '5', app: 'web', source_workload: 'secret' },
    exemplars: [
      { labels: { trace_id: TRACE, span_id: '1', user: 'ann' }, value: '4', timestamp: 7 },
      { labels: { trace_id: 'no trace' }, value: '9', timestamp: 8 },
    ],
  },
  {
    seriesLabels: { __name__: 'x_bucket', app: 'cart' },
    exemplars: [{ labels: { traceID: TRACE }, value: '6', timestamp: 7 }],
  },
];

it('has of each trace the highest value, with what is known of the request', () => {
  expect(readExemplars(answer)).toEqual([
    { traceId: TRACE, atSeconds: 7, value: 6, metric: 'x_bucket', labels: { app: 'cart' } },
  ]);
  expect(readExemplars(answer.slice(0, 1))[0]?.labels).toEqual({
    app: 'web',
    source_workload: 'secret',
    span_id: '1',
    user: 'ann',
  });
});

it('can leave all labels out but the trace and the name', () => {
  expect(JSON.stringify(withoutLabels(answer))).not.toMatch(/secret|ann|cart|web/);
  expect(readExemplars(withoutLabels(answer))).toEqual([
    { traceId: TRACE, atSeconds: 7, value: 6, metric: 'x_bucket', labels: {} },
  ]);
});

it('is none for what is no answer', () => {
  for (const odd of [null, undefined, 'x', [{}], [{ exemplars: 1 }]]) {
    expect(readExemplars(odd)).toEqual([]);
    expect(readExemplars(withoutLabels(odd))).toEqual([]);
  }
});
