// @vitest-environment jsdom
/** The forms of transformations: what is filled in is what is done. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { newTransformation, TRANSFORMATION_KINDS } from '@/lib/dashboards/edit/new-transformation';
import { type Transformation, transformationSchema } from '@/lib/dashboards/model/transformation';
import { TransformationFields } from './transformation-fields';

const names = { fields: ['Time', 'app', 'Value'], labels: ['app', 'code'] };
afterEach(cleanup);

interface FormProps {
  readonly first: Transformation;
  readonly onStep: (step: Transformation) => void;
}

function Form({ first, onStep }: FormProps) {
  const [step, setStep] = useState(first);
  const take = (next: Transformation) => {
    setStep(next);
    onStep(next);
  };
  return (
    <TooltipProvider>
      <TransformationFields step={step} onStep={take} names={names} />
    </TooltipProvider>
  );
}

/** Shows the form; returns the step as it stands. */
function show(first: Transformation): () => Transformation {
  let step = first;
  const onStep = (next: Transformation) => {
    step = next;
  };
  render(<Form first={first} onStep={onStep} />);
  return () => step;
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it.each(TRANSFORMATION_KINDS.map(({ id }) => id))('has a form for %s', (id) => {
  show(newTransformation(id));
  expect(document.body.textContent).not.toBe('');
});

it('hides, renames and moves the fields that there are', () => {
  const step = show(newTransformation('organize'));
  press('Hide Time');
  type('New name of Value', 'Rate');
  press('Move Value up');
  expect(step()).toEqual({
    ...newTransformation('organize'),
    excludeByName: { Time: true },
    renameByName: { Value: 'Rate' },
    indexByName: { Time: 0, Value: 1, app: 2 },
  });
});

it('adds and takes away conditions', () => {
  const step = show(newTransformation('filterByValue'));
  type('Value', '5');
  press('Condition');
  expect(step()).toMatchObject({ filters: [{ field: 'Value', value: '5' }, { field: 'Value' }] });
  fireEvent.click(screen.getAllByRole('button', { name: /^Remove the condition/ })[0] as HTMLElement);
  expect(step()).toMatchObject({ filters: [{ field: 'Value', test: 'greater', value: 0 }] });
});

it('keeps a side of a filter of fields only while it says something', () => {
  const step = show(newTransformation('filterFieldsByName'));
  type('Leave out fields whose name fits', '^tmp');
  expect(step()).toEqual({ id: 'filterFieldsByName', exclude: { names: [], pattern: '^tmp' } });
  type('Leave out fields whose name fits', '');
  expect(step()).toEqual({ id: 'filterFieldsByName' });
});

it('takes names line by line', () => {
  const step = show(newTransformation('labelsToFields'));
  type('Only these labels', 'app\ncode');
  expect(step()).toMatchObject({ keepLabels: ['app', 'code'] });
  type('Only these labels', '');
  expect(step()).toMatchObject({ keepLabels: [] });
});

it('sorts by the field and in the direction that are chosen', () => {
  const step = show(newTransformation('sortBy'));
  type('By', 'app');
  fireEvent.click(screen.getByLabelText('The largest first'));
  expect(step()).toEqual({ id: 'sortBy', field: 'app', desc: false });
  expect(transformationSchema.parse(step())).toEqual(step());
});
