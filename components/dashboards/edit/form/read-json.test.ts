import { expect, it } from 'vitest';
import { transformationSchema } from '@/lib/dashboards/model/transformation';
import { mistakeIn } from './number-field';
import { readJson } from './read-json';

const list = transformationSchema.array();

it('reads what fits the schema, with its defaults', () => {
  expect(readJson('[{"id":"merge"},{"id":"sortBy","field":"Value"}]', list)).toEqual({
    value: [{ id: 'merge' }, { id: 'sortBy', field: 'Value', desc: false }],
  });
});

it('says what is wrong, and where', () => {
  expect(readJson('[{', list)).toMatchObject({ mistake: expect.stringContaining('no JSON') });
  expect(readJson('[{"id":"sortBy"}]', list)).toMatchObject({
    mistake: expect.stringMatching(/^0\.field: /),
  });
  expect(readJson('{}', list)).toMatchObject({ mistake: expect.stringContaining('array') });
});

it('takes no number that is none, too small or in parts', () => {
  expect(mistakeIn('1e3', {})).toBeNull();
  expect(mistakeIn('', { least: 1 })).toBeNull();
  expect(mistakeIn('-1', { least: 0 })).toBe('It must be 0 at least.');
  expect(mistakeIn('1.5', { whole: true })).toBe('It must be a whole number.');
  expect(mistakeIn('NaN', {})).toBe('This is no number.');
  expect(mistakeIn('Infinity', {})).toBe('This is no number.');
});
