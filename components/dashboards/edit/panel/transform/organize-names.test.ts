import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { transformationSchema } from '@/lib/dashboards/model/transformation';
import { transform } from '@/lib/dashboards/transformations/transform';
import { hidden, moved, type Organize, organizedNames, renamed } from './organize-names';

const empty = transformationSchema.parse({ id: 'organize' }) as Organize;
const known = ['Time', 'app', 'Value'];
const rows = frame(
  'A',
  known.map((name) => ({ name, type: 'string' as const, labels: {}, values: ['x'] })),
);
const shown = (step: Organize) =>
  transform([rows], [step]).flatMap(({ fields }) => fields.map(({ name, title }) => title ?? name));

it('moves a field beside its neighbour, as the table then has it', () => {
  const step = moved(empty, organizedNames(empty, known), 2, -1);
  expect(organizedNames(step, known)).toEqual(['Time', 'Value', 'app']);
  expect(shown(step)).toEqual(['Time', 'Value', 'app']);
  expect(moved(step, known, 0, -1)).toBe(step);
});

it('hides, shows again and renames', () => {
  const step = renamed(hidden(empty, 'Time', true), 'Value', 'Rate');
  expect(shown(step)).toEqual(['app', 'Rate']);
  expect(shown(renamed(hidden(step, 'Time', false), 'Value', ''))).toEqual(known);
});

it('lists what the step names although no answer has it', () => {
  expect(organizedNames(renamed(empty, 'gone', 'Gone'), known)).toEqual([...known, 'gone']);
});
