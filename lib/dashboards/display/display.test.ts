import { describe, expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { type FieldOptions, fieldConfigSchema, fieldOptionsSchema } from '@/lib/dashboards/model/field';
import { continuousColor, displayValue } from './display-value';
import { fieldOptions } from './field-options';
import { pattern } from './pattern';
import { thinned } from './thin';

const NO_RANGE = { min: null, max: null };
const options = (value: unknown): FieldOptions => fieldOptionsSchema.parse(value);

describe('displayValue', () => {
  it('writes figures with their unit, and nothing as a dash', () => {
    expect(displayValue(0.25, options({ unit: 's' }), NO_RANGE)).toMatchObject({
      text: '250',
      suffix: ' ms',
    });
    expect(displayValue(null, options({}), NO_RANGE)).toMatchObject({ text: '–', numeric: null });
    expect(displayValue(null, options({ noValue: 'none' }), NO_RANGE).text).toBe('none');
    expect(displayValue('up', options({ unit: 's' }), NO_RANGE).text).toBe('up');
    expect(displayValue(Number.NaN, options({}), NO_RANGE).text).toBe('NaN');
  });

  const mappings = options({
    mappings: [
      { type: 'value', value: '1', result: { text: 'up', color: 'green' } },
      { type: 'range', from: 2, to: 5, result: { text: 'some' } },
      { type: 'special', match: 'null+nan', result: { text: 'N/A' } },
      { type: 'regex', pattern: '^v\\d', result: { color: 'blue' } },
    ],
  });
  it.each([
    [1, 'up', 'green'],
    [5, 'some', null],
    [6, '6', null],
    [null, 'N/A', null],
    [Number.NaN, 'N/A', null],
    ['v1', 'v1', 'blue'],
  ])('maps %s', (cell, text, color) => {
    expect(displayValue(cell, mappings, NO_RANGE)).toMatchObject({ text, color });
  });

  it('colours by thresholds, absolute and as a share', () => {
    const steps = [
      { value: null, color: 'green' },
      { value: 80, color: 'red' },
    ];
    const absolute = options({ thresholds: { mode: 'absolute', steps } });
    expect([79.9, 80, null].map((cell) => displayValue(cell, absolute, NO_RANGE).color)).toEqual([
      'green',
      'red',
      'green',
    ]);
    const share = options({ thresholds: { mode: 'percentage', steps }, min: 0, max: 10 });
    expect([7, 9].map((cell) => displayValue(cell, share, NO_RANGE).color)).toEqual(['green', 'red']);
  });

  it('colours continuously between the ends of the data', () => {
    const { color } = displayValue(5, options({ color: { mode: 'continuous', scheme: 'BlPu' } }), {
      min: 0,
      max: 20,
    });
    expect(continuousColor(color ?? '')).toEqual({ scheme: 'BlPu', share: 0.25 });
    expect(continuousColor('#123456')).toBeNull();
  });
});

describe('fieldOptions', () => {
  const value = { name: 'Value', type: 'number' as const, labels: { code: '500' }, values: [1, 2] };
  const one = frame('A', [
    { name: 'Time', type: 'time', labels: {}, values: [1, 2] },
    { ...value, title: '500' },
  ]);
  const config = (overrides: unknown[]) =>
    fieldConfigSchema.parse({ defaults: { unit: 's', draw: { lineWidth: 1 } }, overrides });
  const of = (overrides: unknown[], at = 1) => {
    const field = one.fields[at];
    if (field === undefined) throw new Error('no field');
    return fieldOptions(config(overrides), one, field);
  };

  it.each([
    [{ by: 'name', name: '500' }, true],
    [{ by: 'name', name: 'Value' }, true],
    [{ by: 'name', name: '404' }, false],
    [{ by: 'names', names: ['500', 'x'] }, true],
    [{ by: 'names', names: ['500'], exclude: true }, false],
    [{ by: 'regexp', pattern: '/^5/' }, true],
    [{ by: 'regexp', pattern: '(' }, false],
    [{ by: 'type', type: 'number' }, true],
    [{ by: 'refId', refId: 'B' }, false],
    [{ by: 'value', calc: 'max', op: '>', value: 1 }, true],
    [{ by: 'value', calc: 'allIsNull', op: '>=', value: 1 }, false],
  ])('fits %j: %s', (matcher, fits) => {
    expect(of([{ matcher, options: { unit: 'bytes' } }]).unit).toBe(fits ? 'bytes' : 's');
  });

  it('puts nested options together, the later before the earlier', () => {
    const matcher = { by: 'name', name: '500' };
    expect(
      of([
        { matcher, options: { draw: { axis: 'right' } } },
        { matcher, options: { draw: { lineWidth: 3 } } },
      ]).draw,
    ).toEqual({ lineWidth: 3, axis: 'right' });
  });

  it('gives times nothing that is meant for figures, unless an override means them', () => {
    expect(of([], 0)).toEqual({});
    expect(of([{ matcher: { by: 'name', name: 'Time' }, options: { unit: 'dateTimeAsIso' } }], 0).unit).toBe(
      'dateTimeAsIso',
    );
  });
});

describe('thinned', () => {
  it('keeps spikes, ends and gaps, in order', () => {
    const times = Array.from({ length: 10_000 }, (_, at) => at);
    const values = times.map((at): number | null =>
      at === 3333 ? 1000 : at === 7001 ? -50 : at > 8000 && at < 8100 ? null : Math.sin(at),
    );
    const kept = thinned(times, values, 100);
    expect(kept.length).toBeLessThan(650);
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(9999);
    expect(kept).toContain(3333);
    expect(kept).toContain(7001);
    expect(kept.some((at) => values[at] === null)).toBe(true);
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  });

  it('leaves a short series as it is, and takes an empty one', () => {
    expect(thinned([1, 2], [1, 2], 600)).toEqual([0, 1]);
    expect(thinned([], [], 600)).toEqual([]);
  });
});

describe('pattern', () => {
  it('reads flags and groups, and does not explode', () => {
    expect(pattern('/ABC/i').test('xabcx')).toBe(true);
    expect(pattern('/(?<text>a+)(b)?/').exec('caab')?.named('text')).toBe('aa');
    expect(pattern('a').exec('a')?.named('none')).toBeNull();
    expect(pattern('(a+)+$').test(`${'a'.repeat(50_000)}!`)).toBe(false);
  });
});
