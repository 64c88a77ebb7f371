import { describe, expect, it } from 'vitest';
import { type Cell, type Frame, fieldTitle, frame } from '@/lib/dashboards/frames/frame';
import { type Transformation, transformationSchema } from '@/lib/dashboards/model/transformation';
import { transform } from './transform';

type Columns = Readonly<Record<string, readonly Cell[]>>;

/** Columns by kind of their first cell; `Time` is a time. */
function table(columns: Columns, refId = 'A'): Frame {
  return frame(
    refId,
    Object.entries(columns).map(([name, values]) => ({
      name,
      type:
        name === 'Time'
          ? 'time'
          : typeof values.find((cell) => cell !== null) === 'string'
            ? 'string'
            : 'number',
      labels: {},
      values,
    })),
  );
}

function series(title: string, labels: Record<string, string>, times: number[], values: Cell[]): Frame {
  return frame(title, [
    { name: 'Time', type: 'time', labels: {}, values: times },
    { name: 'Value', type: 'number', labels, values, title },
  ]);
}

function run(frames: readonly Frame[], ...steps: object[]): Columns[] {
  const transformations: Transformation[] = steps.map((step) => transformationSchema.parse(step));
  return transform(frames, transformations).map((of) =>
    Object.fromEntries(of.fields.map((field) => [fieldTitle(field), field.values])),
  );
}

const two = [
  table({ Time: [1, 1], service: ['a', 'b'], 'Value #A': [10, 20] }),
  table({ Time: [1, 1], service: ['b', 'c'], 'Value #B': [0.2, 0.3] }, 'B'),
];

it('merges tables on what they share', () => {
  expect(run(two, { id: 'merge' })).toEqual([
    {
      Time: [1, 1, 1],
      service: ['a', 'b', 'c'],
      'Value #A': [10, 20, null],
      'Value #B': [null, 0.2, 0.3],
    },
  ]);
});

it('merges nothing that contradicts, and a single table not at all', () => {
  const same = [table({ k: ['a'], v: [1] }), table({ k: ['a'], v: [2] })];
  expect(run(same, { id: 'merge' })).toEqual([{ k: ['a', 'a'], v: [1, 2] }]);
  expect(run([table({ k: ['a'] })], { id: 'merge' })).toEqual([{ k: ['a'] }]);
  expect(run([], { id: 'merge' })).toEqual([]);
});

describe('joinByField', () => {
  const a = series('a', {}, [1, 2, 3], [10, 20, 30]);
  const b = series('b', {}, [2, 3, 4], [200, 300, 400]);

  it('keeps every time, or those of all', () => {
    expect(run([a, b], { id: 'joinByField' })).toEqual([
      { Time: [1, 2, 3, 4], a: [10, 20, 30, null], b: [null, 200, 300, 400] },
    ]);
    expect(run([a, b], { id: 'joinByField', mode: 'inner' })).toEqual([
      { Time: [2, 3], a: [20, 30], b: [200, 300] },
    ]);
  });

  it('joins on any column', () => {
    const joined = run([table({ k: ['x', 'y'], a: [1, 2] }), table({ k: ['y', 'z'], b: [3, 4] })], {
      id: 'joinByField',
      byField: 'k',
    });
    expect(joined).toEqual([{ k: ['x', 'y', 'z'], a: [1, 2, null], b: [null, 3, 4] }]);
  });
});

it('organizes: leaves out, orders, renames', () => {
  expect(
    Object.entries(
      run([table({ Time: [1], service: ['a'], Value: [5] })], {
        id: 'organize',
        excludeByName: { Time: true },
        indexByName: { Value: 0, service: 1 },
        renameByName: { Value: 'Rate' },
      })[0] ?? {},
    ),
  ).toEqual([
    ['Rate', [5]],
    ['service', ['a']],
  ]);
});

it('groups rows and reduces the rest', () => {
  expect(
    run([table({ service: ['a', 'b', 'a'], v: [1, 2, 5], w: [1, 1, 1] })], {
      id: 'groupBy',
      fields: {
        service: { operation: 'groupby', aggregations: [] },
        v: { operation: 'aggregate', aggregations: ['sum', 'max'] },
      },
    }),
  ).toEqual([{ service: ['a', 'b'], 'v (sum)': [6, 2], 'v (max)': [5, 2] }]);
});

describe('calculateField', () => {
  const one = [table({ a: [1, 2, null], b: [10, 0, 5] })];

  it('reduces rows, works on two columns, a number, one column, and counts rows', () => {
    expect(run(one, { id: 'calculateField', reducer: 'sum', alias: 't' })[0]?.t).toEqual([11, 2, 5]);
    expect(
      run(one, { id: 'calculateField', mode: 'binary', left: 'a', operator: '/', right: 'b' })[0]?.['a / b'],
    ).toEqual([0.1, Number.POSITIVE_INFINITY, null]);
    expect(
      run(one, {
        id: 'calculateField',
        mode: 'binary',
        left: 'a',
        operator: '*',
        right: '100',
        alias: 'x',
      })[0]?.x,
    ).toEqual([100, 200, null]);
    expect(
      run(one, { id: 'calculateField', mode: 'unary', unary: 'abs', field: 'a', alias: 'u' })[0]?.u,
    ).toEqual([1, 2, null]);
    expect(run(one, { id: 'calculateField', mode: 'index' })[0]?.Row).toEqual([0, 1, 2]);
  });

  it('leaves the frame as it is where a column is not there, and can replace the others', () => {
    expect(run(one, { id: 'calculateField', mode: 'binary', left: 'nope', right: 'b' })).toEqual([
      { a: [1, 2, null], b: [10, 0, 5] },
    ]);
    expect(run(one, { id: 'calculateField', reducer: 'max', alias: 'm', replaceFields: true })).toEqual([
      { m: [10, 2, 5] },
    ]);
  });
});

it('sorts rows, what is nothing last both ways', () => {
  const one = [table({ v: [2, null, 10, 1], n: ['s2', 'none', 's10', 's1'] })];
  expect(run(one, { id: 'sortBy', field: 'v' })[0]?.v).toEqual([1, 2, 10, null]);
  expect(run(one, { id: 'sortBy', field: 'v', desc: true })[0]?.v).toEqual([10, 2, 1, null]);
  expect(run(one, { id: 'sortBy', field: 'n' })[0]?.n).toEqual(['none', 's1', 's2', 's10']);
});

describe('labelsToFields', () => {
  const both = [
    series('x', { code: '200', app: 'a' }, [1], [5]),
    series('y', { code: '500', app: 'a' }, [1], [7]),
  ];

  it('makes columns of labels', () => {
    expect(run(both, { id: 'labelsToFields' })).toEqual([
      { Time: [1, 1], code: ['200', '500'], app: ['a', 'a'], Value: [5, 7] },
    ]);
  });

  it('names the figures by a label', () => {
    expect(run(both, { id: 'labelsToFields', valueLabel: 'code' })).toEqual([
      { Time: [1], app: ['a'], 200: [5], 500: [7] },
    ]);
  });

  it('makes rows of labels', () => {
    expect(run(both.slice(0, 1), { id: 'labelsToFields', mode: 'rows' })).toEqual([
      { label: ['code', 'app'], value: ['200', 'a'] },
    ]);
  });
});

describe('filterByValue', () => {
  const one = [table({ v: [1, 5, null], n: ['Abc', 'x', 'abd'] })];
  it.each([
    [{ test: 'greater', value: 1 }, [5]],
    [{ test: 'lowerOrEqual', value: '1' }, [1]],
    [{ test: 'between', value: 0, to: 4 }, [1]],
    [{ test: 'isNull' }, [null]],
    [{ test: 'notEqual', value: 5 }, [1, null]],
  ])('%j', (filter, expected) => {
    expect(run(one, { id: 'filterByValue', filters: [{ field: 'v', ...filter }] })[0]?.v).toEqual(expected);
  });

  it('takes all conditions or any, includes or excludes, and ignores columns that are not there', () => {
    const filters = [
      { field: 'n', test: 'substring', value: 'AB' },
      { field: 'v', test: 'isNotNull' },
      { field: 'gone', test: 'isNull' },
    ];
    expect(run(one, { id: 'filterByValue', match: 'all', filters })[0]?.n).toEqual(['Abc']);
    expect(run(one, { id: 'filterByValue', match: 'any', type: 'exclude', filters })[0]?.n).toEqual([]);
    expect(
      run(one, { id: 'filterByValue', filters: [{ field: 'n', test: 'regex', value: '(' }] })[0]?.n,
    ).toEqual([]);
  });
});

it('keeps and renames fields by name', () => {
  const one = [table({ Time: [1], 'cpu a': [1], 'cpu b': [2], mem: [3] })];
  expect(run(one, { id: 'filterFieldsByName', include: { pattern: '/^cpu/' } })).toEqual([
    { 'cpu a': [1], 'cpu b': [2] },
  ]);
  expect(run(one, { id: 'filterFieldsByName', exclude: { names: ['mem'] } })[0]).not.toHaveProperty('mem');
  expect(run(one, { id: 'renameByRegex', regex: 'cpu (.)', renamePattern: 'C-$1' })).toEqual([
    { Time: [1], 'C-a': [1], 'C-b': [2], mem: [3] },
  ]);
});

it('reduces series to rows', () => {
  const both = [series('x', { app: 'a' }, [1, 2], [5, 7]), series('y', { app: 'b' }, [1, 2], [1, 3])];
  expect(run(both, { id: 'reduce', reducers: ['mean', 'max'], labelsToFields: true })).toEqual([
    { Field: ['x', 'y'], app: ['a', 'b'], Mean: [6, 2], Max: [7, 3] },
  ]);
  expect(run(both, { id: 'reduce', mode: 'reduceFields', reducers: ['last'] })).toEqual([
    { x: [7] },
    { y: [3] },
  ]);
});

it('runs one after the other, and is bounded where rows multiply', () => {
  const many = table({
    k: Array.from({ length: 1000 }, () => 'same'),
    v: Array.from({ length: 1000 }, (_, at) => at),
  });
  const [joined] = run(
    [many, many, many],
    { id: 'joinByField', byField: 'k', mode: 'inner' },
    { id: 'limit', limit: 5 },
  );
  expect(joined?.k).toHaveLength(5);
});
