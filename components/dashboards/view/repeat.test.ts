import { expect, it } from 'vitest';
import { sectionSchema } from '@/lib/dashboards/model/dashboard';
import { laidOut } from './repeat';

const chosen = new Map([['ns', { values: ['a', 'b', 'c'], texts: ['A', 'B', 'C'], multi: true }]]);
const text = (id: number, y: number, more: object = {}) => ({
  id,
  type: 'text',
  content: 'x',
  place: { x: 0, y, w: 24, h: 2 },
  ...more,
});

it('repeats a panel beside itself, in lines, and moves what stands below', () => {
  const repeat = { variable: 'ns', direction: 'h', maxPerRow: 2 };
  const [section] = laidOut(
    [sectionSchema.parse({ title: null, panels: [text(1, 0, { repeat }), text(2, 2)] })],
    chosen,
  );
  expect(section?.panels.map(({ key, place: { x, y, w } }) => [key, x, y, w])).toEqual([
    ['1 a', 0, 0, 12],
    ['1 b', 12, 0, 12],
    ['1 c', 0, 2, 12],
    ['2', 0, 4, 24],
  ]);
  expect(section?.panels[1]?.chosen).toEqual([
    { name: 'ns', value: { values: ['b'], texts: ['B'], multi: false } },
  ]);
});

it('repeats a section with its title, and gives its panels its value', () => {
  const sections = laidOut(
    [sectionSchema.parse({ title: 'Of $ns', repeat: 'ns', panels: [text(1, 0)] })],
    chosen,
  );
  expect(sections.map(({ title }) => title)).toEqual(['Of A', 'Of B', 'Of C']);
  expect(sections[2]?.panels[0]?.chosen[0]?.value.values).toEqual(['c']);
});

it('shows a panel once when its variable has no value, or there is none', () => {
  const repeat = { variable: 'nope' };
  const [section] = laidOut([sectionSchema.parse({ title: null, panels: [text(1, 0, { repeat })] })], chosen);
  expect(section?.panels).toHaveLength(1);
});
