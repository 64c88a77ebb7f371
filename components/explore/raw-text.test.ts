import { expect, it } from 'vitest';
import { labelColumns } from './label-columns';
import { rawText } from './raw-text';

it('writes series as Prometheus does', () => {
  expect(
    rawText([
      { labels: { __name__: 'up', job: 'a"b' }, points: [[5, 1]] },
      {
        labels: {},
        points: [
          [0, Number.NaN],
          [15, Number.NEGATIVE_INFINITY],
        ],
      },
      { labels: { __name__: 'x' }, points: [] },
    ]),
  ).toBe('up{job="a\\"b"} 1 @5\n{}\n  NaN @0\n  -Inf @15\nx');
});

it('has what tells series apart first, then the metric', () => {
  expect(
    labelColumns([
      { labels: { a: 'same', z: '1', __name__: 'm' } },
      { labels: { a: 'same', z: '2', __name__: 'm', b: 'x' } },
    ]),
  ).toEqual(['z', '__name__', 'a', 'b']);
});
