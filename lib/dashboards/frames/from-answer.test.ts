import { describe, expect, it } from 'vitest';
import { fieldTitle } from './frame';
import { type Answer, framesFromAnswer } from './from-answer';
import { fillLegend, seriesTitles } from './legend';

const context = {
  target: { refId: 'A', format: 'time_series', legend: '__auto', expr: 'up' },
  alone: true,
} as const;

const answer: Answer = {
  kind: 'series',
  series: [
    {
      labels: { __name__: 'up', job: 'a' },
      points: [
        [10, 1],
        [20, Number.NaN],
      ],
    },
    { labels: { __name__: 'up', job: 'b', pod: 'x' }, points: [[10, 3]] },
  ],
};

describe('framesFromAnswer', () => {
  it('makes a frame of each series', () => {
    const frames = framesFromAnswer(answer, context);
    expect(frames.map(({ fields }) => fields.map(({ values }) => values))).toEqual([
      [
        [10_000, 20_000],
        [1, Number.NaN],
      ],
      [[10_000], [3]],
    ]);
    expect(frames.map(({ fields }) => fields[1]?.labels)).toEqual([{ job: 'a' }, { job: 'b', pod: 'x' }]);
  });

  it('makes one table of all series, its values named after the query where there are others', () => {
    const [table] = framesFromAnswer(answer, {
      target: { ...context.target, format: 'table' },
      alone: false,
    });
    expect(table?.fields.map(({ name, values }) => [name, values])).toEqual([
      ['Time', [10_000, 20_000, 10_000]],
      ['__name__', ['up', 'up', 'up']],
      ['job', ['a', 'a', 'b']],
      ['pod', [null, null, 'x']],
      ['Value #A', [1, Number.NaN, 3]],
    ]);
  });

  it('takes scalars and strings', () => {
    const [scalar] = framesFromAnswer({ kind: 'scalar', point: [10, 42] }, context);
    expect(scalar?.fields[1]?.values).toEqual([42]);
    const [text] = framesFromAnswer({ kind: 'string', point: [10, 'hi'] }, context);
    expect(text?.fields[1]).toMatchObject({ type: 'string', values: ['hi'] });
  });

  it('makes buckets of cumulative series, in the order of their bounds', () => {
    const buckets: Answer = {
      kind: 'series',
      series: [
        { labels: { le: '+Inf' }, points: [[10, 9]] },
        { labels: { le: '10' }, points: [[10, 7]] },
        { labels: { le: '5' }, points: [[10, 2]] },
      ],
    };
    const [heat] = framesFromAnswer(buckets, {
      target: { ...context.target, format: 'heatmap' },
      alone: true,
    });
    expect(heat?.kind).toBe('buckets');
    expect(heat?.fields.map(({ name, values }) => [name, values])).toEqual([
      ['Time', [10_000]],
      ['5', [2]],
      ['10', [5]],
      ['+Inf', [2]],
    ]);
  });

  it('makes no frame of nothing', () => {
    expect(framesFromAnswer({ kind: 'series', series: [] }, context)).toEqual([]);
  });
});

describe('seriesTitles', () => {
  const auto = { legend: '__auto', expr: 'sum(up)' };

  it('names series by the labels that tell them apart', () => {
    expect(
      seriesTitles(
        [
          { a: '1', b: 'x' },
          { a: '2', b: 'x' },
        ],
        auto,
      ),
    ).toEqual(['1', '2']);
    expect(
      seriesTitles(
        [
          { a: '1', b: 'x' },
          { a: '2', b: 'y' },
        ],
        auto,
      ),
    ).toEqual(['{a="1", b="x"}', '{a="2", b="y"}']);
    expect(seriesTitles([{}], auto)).toEqual(['sum(up)']);
    expect(seriesTitles([{ __name__: 'up', job: 'a', pod: 'b' }], auto)).toEqual(['up{job="a", pod="b"}']);
  });

  it('fills a legend, however it is spaced', () => {
    expect(fillLegend('{{ job }} → {{pod}} {{none}}', { job: 'a', pod: 'b' })).toBe('a → b ');
    expect(fillLegend('{{constructor}}', {})).toBe('');
    expect(seriesTitles([{ job: 'a' }], { legend: '{{pod}}', expr: 'up' })).toEqual(['up']);
  });
});

it('titles a field by its labels where it has no name of its own', () => {
  expect(fieldTitle({ name: 'Value', type: 'number', labels: { a: '1' }, values: [] })).toBe('{a="1"}');
  expect(fieldTitle({ name: 'Value', type: 'number', labels: {}, values: [], title: 'x' })).toBe('x');
});
