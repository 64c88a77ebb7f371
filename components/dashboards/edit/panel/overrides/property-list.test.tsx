// @vitest-environment jsdom
/** The forms of what is other for some fields. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { OVERRIDE_PROPERTIES, withProperty } from '@/lib/dashboards/edit/override-properties';
import type { FieldOptions } from '@/lib/dashboards/model/field';
import { PropertyList } from './property-list';

afterEach(cleanup);

interface FormProps {
  readonly first: FieldOptions;
  readonly onOptions: (options: FieldOptions) => void;
}

function Form({ first, onOptions }: FormProps) {
  const [options, setOptions] = useState(first);
  const take = (next: FieldOptions) => {
    setOptions(next);
    onOptions(next);
  };
  return (
    <TooltipProvider>
      <PropertyList options={options} onOptions={take} />
    </TooltipProvider>
  );
}

/** Shows the form; returns the options as they stand. */
function show(first: FieldOptions): () => FieldOptions {
  let held = first;
  const onOptions = (next: FieldOptions) => {
    held = next;
  };
  render(<Form first={first} onOptions={onOptions} />);
  return () => held;
}

it.each(OVERRIDE_PROPERTIES.map((property) => [property.title, property] as const))(
  'has a form for %s and a way to take it away',
  (title, { path, initial }) => {
    const held = show(withProperty({}, path, initial));
    fireEvent.click(screen.getByRole('button', { name: `Remove the option ${title}` }));
    expect(held()).toEqual({});
  },
);

it('writes what is typed, and nothing that cannot be', () => {
  const held = show({ displayName: 'a', decimals: 1, hideFrom: { legend: true } });
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Errors' } });
  fireEvent.change(screen.getByLabelText('Decimals'), { target: { value: '2.5' } });
  fireEvent.click(screen.getByLabelText('Not in the legend'));
  expect(held()).toEqual({ displayName: 'Errors', decimals: 1, hideFrom: { legend: false } });
  expect(screen.getByText('It must be a whole number.')).toBeTruthy();
});
