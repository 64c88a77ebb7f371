import { expect, it } from 'vitest';
import { beforeLines } from './before-lines';

const line = (name: string) => ({
  key: name,
  name,
  color: 'red',
  points: [
    [3600, 1],
    [3615, 2],
  ] as const,
});

it('lays what a line was an hour before over it, and knows lines by their names', () => {
  const past = {
    id: 'requests' as const,
    unit: 'requestsPerSecond' as const,
    hidden: 0,
    series: [{ name: 'v1', points: [[0, 7] as [number, number], [15, null] as [number, null]] }],
  };
  expect(beforeLines([line('v1'), line('v2')], past, 3600)).toEqual([
    {
      key: 'before-v1',
      name: 'v1 before',
      color: 'red',
      line: 'before',
      of: 'v1',
      points: [
        [3600, 7],
        [3615, null],
      ],
    },
  ]);
});

it('compares the first five lines only, and nothing where the past has no such chart', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const series = names.map((name) => ({ name, points: [[0, 1] as [number, number]] }));
  const past = { id: 'requests' as const, unit: 'requestsPerSecond' as const, series, hidden: 0 };
  expect(beforeLines(names.map(line), past, 3600)).toHaveLength(5);
  expect(beforeLines(names.map(line), undefined, 3600)).toEqual([]);
});
