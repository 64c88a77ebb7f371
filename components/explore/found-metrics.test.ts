import { expect, it } from 'vitest';
import { foundMetrics } from './found-metrics';

const described = [
  { name: 'latency', type: 'histogram', help: 'How long', unit: 'seconds' },
  { name: 'up', type: 'gauge', help: 'Whether the target answers', unit: '' },
];
const names = ['up', 'latency_bucket', 'backup_total'];
const found = (wanted: string) => foundMetrics(names, described, wanted).map(({ name }) => name);

it('finds by every word, in name or help, names that begin so first', () => {
  expect(found('up')).toEqual(['up', 'backup_total']);
  expect(found('answers TARGET')).toEqual(['up']);
  expect(found('')).toEqual(names);
  expect(found('nothing')).toEqual([]);
});

it('describes the series of a histogram as counters', () => {
  expect(foundMetrics(names, described, 'latency')[0]).toEqual({
    name: 'latency_bucket',
    type: 'counter',
    help: 'How long',
    unit: 'seconds',
  });
});
