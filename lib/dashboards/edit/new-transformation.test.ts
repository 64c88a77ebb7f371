import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { transformationSchema } from '@/lib/dashboards/model/transformation';
import { transform } from '@/lib/dashboards/transformations/transform';
import { newTransformation, TRANSFORMATION_KINDS, transformationSubject } from './new-transformation';

it('offers every kind that the model knows, each once', () => {
  const known = transformationSchema.options.map(({ shape: { id } }) => id.value);
  expect(TRANSFORMATION_KINDS.map(({ id }) => id).toSorted()).toEqual(known.toSorted());
});

it.each(TRANSFORMATION_KINDS.map(({ id }) => id))('begins %s with what can be applied', (id) => {
  const rows = frame('A', [
    { name: 'Time', type: 'time', labels: {}, values: [1, 2] },
    { name: 'Value', type: 'number', labels: { app: 'a' }, values: [3, 4] },
  ]);
  const [first] = transform([rows], [newTransformation(id)]);
  expect(first?.fields.length).toBeGreaterThan(0);
});

it('names in a list what a step is about', () => {
  expect(transformationSubject(newTransformation('sortBy'))).toBe('Value, the largest first');
  expect(transformationSubject(newTransformation('merge'))).toBe('');
  expect(
    transformationSubject({
      id: 'groupBy',
      fields: {
        app: { operation: 'groupby', aggregations: [] },
        Value: { operation: 'aggregate', aggregations: ['sum'] },
      },
    }),
  ).toBe('app');
});
