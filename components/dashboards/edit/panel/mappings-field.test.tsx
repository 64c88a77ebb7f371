// @vitest-environment jsdom
/** The forms of what is shown in place of values, and of where they lead. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { type Mapping, mappingSchema } from '@/lib/dashboards/model/field';
import type { Link } from '@/lib/dashboards/model/link';
import { LinksField } from './links-field';
import { MappingsField } from './mappings-field';

afterEach(cleanup);

function Mappings({ first, onValue }: { first: readonly Mapping[]; onValue: (value: Mapping[]) => void }) {
  const [value, setValue] = useState(first);
  const take = (next: Mapping[]) => {
    setValue(next);
    onValue(next);
  };
  return (
    <TooltipProvider>
      <MappingsField value={value} onValue={take} />
    </TooltipProvider>
  );
}

function Links({ first, onValue }: { first: readonly Link[]; onValue: (value: Link[]) => void }) {
  const [value, setValue] = useState(first);
  const take = (next: Link[]) => {
    setValue(next);
    onValue(next);
  };
  return (
    <TooltipProvider>
      <LinksField label="Links" hint="" value={value} onValue={take} />
    </TooltipProvider>
  );
}

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it('adds a mapping, fills it in and takes it away', () => {
  let held: readonly Mapping[] = [];
  const onValue = (value: Mapping[]) => {
    held = value;
  };
  render(<Mappings first={[]} onValue={onValue} />);
  fireEvent.click(screen.getByRole('button', { name: 'Mapping' }));
  type('Value', '0');
  type('Shown', 'down');
  fireEvent.click(screen.getByRole('button', { name: 'With a colour' }));
  expect(held).toEqual([{ type: 'value', value: '0', result: { text: 'down', color: 'green' } }]);
  fireEvent.click(screen.getByRole('button', { name: 'Remove the mapping' }));
  expect(held).toEqual([]);
});

it.each<Mapping>([
  { type: 'value', value: '1', result: { text: 'up' } },
  { type: 'range', from: 1, to: null, result: { color: 'red' } },
  { type: 'regex', pattern: 'a.*', result: { text: 'A' } },
  { type: 'special', match: 'nan', result: { text: 'none' } },
])('shows a mapping of each kind: $type', (mapping) => {
  let held: readonly Mapping[] = [];
  const onValue = (value: Mapping[]) => {
    held = value;
  };
  render(<Mappings first={[mapping]} onValue={onValue} />);
  type('Shown', 'changed');
  expect(held).toEqual([{ ...mapping, result: { ...mapping.result, text: 'changed' } }]);
  expect(mappingSchema.array().parse(held)).toEqual(held);
});

it('says which addresses are not followed', () => {
  let held: readonly Link[] = [];
  const onValue = (value: Link[]) => {
    held = value;
  };
  render(<Links first={[]} onValue={onValue} />);
  fireEvent.click(screen.getByRole('button', { name: 'Link' }));
  type('Address', 'javascript:alert(1)');
  expect(screen.getByText(/Only http, https/)).toBeTruthy();
  type('Address', '/services/\x24{__field.labels.app}');
  expect(screen.queryByText(/Only http, https/)).toBeNull();
  expect(held).toEqual([{ title: 'New link', url: '/services/\x24{__field.labels.app}', newTab: false }]);
});
