import { expect, it } from 'vitest';
import { frame } from '@/lib/dashboards/frames/frame';
import { transformationSchema } from '@/lib/dashboards/model/transformation';
import { namesBefore } from './names-before';

const raw = [
  frame('A', [
    { name: 'Time', type: 'time', labels: {}, values: [1] },
    { name: 'Value', type: 'number', labels: { app: 'a', code: '200' }, values: [3] },
  ]),
];
const steps = [{ id: 'labelsToFields' }, { id: 'renameByRegex', regex: 'app', renamePattern: 'service' }].map(
  (step) => transformationSchema.parse(step),
);

it('knows the fields as the steps before have left them', () => {
  expect(namesBefore(raw, steps, 0)).toEqual({
    fields: ['Time', '{app="a", code="200"}'],
    labels: ['app', 'code'],
  });
  expect(namesBefore(raw, steps, 1).fields).toEqual(['Time', 'app', 'code', 'Value']);
  expect(namesBefore(raw, steps, 2).fields).toEqual(['Time', 'service', 'code', 'Value']);
});

it('knows the answers themselves where a step cannot be done', () => {
  const broken = [transformationSchema.parse({ id: 'renameByRegex', regex: '(', renamePattern: '' })];
  expect(namesBefore(raw, broken, 1).fields).toEqual(['Time', '{app="a", code="200"}']);
});
