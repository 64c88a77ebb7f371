import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { fieldConfigSchema } from '@/lib/dashboards/model/field';
import { stateRows } from './state-spans';

const config = fieldConfigSchema.parse({
  defaults: { mappings: [{ type: 'value', value: '1', result: { text: 'up', color: 'green' } }] },
});
const states = frame('A', [
  { name: 'Time', type: 'time', labels: {}, values: [0, 10, 20, 60] },
  { name: 'Value', type: 'number', labels: {}, values: [1, 1, 0, 1], title: 'job' },
]);

it('joins equal states, and leaves open what is not known', () => {
  const [row] = stateRows([states], config, { stepMs: 10, mergeEqual: true });
  expect(row?.title).toBe('job');
  expect(row?.spans.map(({ fromMs, untilMs, text }) => [fromMs, untilMs, text])).toEqual([
    [0, 20, 'up'],
    [20, 30, '0'],
    [60, 70, 'up'],
  ]);
  expect(row?.spans[0]?.color).toBe('var(--healthy)');
});

it('keeps each sample apart where the panel says so', () => {
  expect(stateRows([states], config, { stepMs: 10, mergeEqual: false })[0]?.spans).toHaveLength(4);
});
