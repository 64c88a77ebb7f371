import { expect, it } from 'vitest';
import { colorOfSeries, cssColor } from './color';

it.each([
  ['green', 'var(--healthy)'],
  ['#1f5fc4', '#1f5fc4'],
  ['rgba(1, 2, 3, 0.5)', 'rgba(1, 2, 3, 0.5)'],
  ['semi-dark-red', 'color-mix(in srgb, var(--failing) 90%, var(--text))'],
  ['GrYlRd@0.500', 'color-mix(in srgb, var(--failing) 0%, var(--degraded-mark))'],
  ['GrYlRd@1.000', 'color-mix(in srgb, var(--failing) 0%, var(--failing))'],
])('gives %s the colour of the theme', (name, css) => {
  expect(cssColor(name)).toBe(css);
});

it.each(['url(http://x)', 'red;background:url(x)', 'var(--x)', 'expression(1)', '', null, 'mauve'])(
  'takes %j for no colour',
  (name) => {
    expect(cssColor(name)).toBeNull();
  },
);

it('gives a series without a colour the one of its place', () => {
  expect(colorOfSeries(null, 1)).toBe('var(--series-2)');
});
