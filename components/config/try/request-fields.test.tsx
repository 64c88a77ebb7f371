// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import { RequestFields } from './request-fields';
import { EMPTY_FORM, type RequestForm, readForm } from './request-form-state';

// What jsdom has not.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => {};
});
afterEach(cleanup);

const CHOICES: SimulationChoices = {
  workloads: [
    {
      namespace: 'shop',
      name: 'front',
      plane: 'sidecar',
      principal: 'cluster.local/ns/shop/sa/front',
      labels: {},
    },
  ],
  gateways: [],
  services: [
    {
      host: 'cart.shop.svc.cluster.local',
      namespace: 'shop',
      name: 'cart',
      external: false,
      ports: [{ number: 8080, name: 'http', protocol: 'http' }],
    },
  ],
};

function Form({ onForm }: { onForm: (form: RequestForm) => void }) {
  const [form, setForm] = useState(EMPTY_FORM);
  const change = (part: Partial<RequestForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    onForm(next);
  };
  return <RequestFields form={form} read={readForm(form, CHOICES)} choices={CHOICES} onChange={change} />;
}

it('is filled by keyboard, and suggests what is known', () => {
  const onForm = vi.fn();
  render(<Form onForm={onForm} />);
  const from = screen.getByRole('combobox', { name: 'From' });
  fireEvent.change(from, { target: { value: 'fro' } });
  expect(screen.getByRole('option', { name: /front/ }).getAttribute('aria-selected')).toBe('true');
  fireEvent.keyDown(from, { key: 'Enter' });
  expect(onForm.mock.lastCall?.[0]).toMatchObject({ from: 'workload:shop/front' });
  expect(screen.getByText('spiffe://cluster.local/ns/shop/sa/front')).toBeTruthy();
  const host = screen.getByRole('combobox', { name: 'To host' });
  fireEvent.change(host, { target: { value: 'elsewhere.example.com' } });
  fireEvent.blur(host);
  expect(onForm.mock.lastCall?.[0]).toMatchObject({ host: 'elsewhere.example.com' });
  expect(screen.getByText('No service that is known has this name.')).toBeTruthy();
  fireEvent.change(host, { target: { value: 'cart' } });
  fireEvent.keyDown(host, { key: 'Enter' });
  expect(screen.getByText('cart, in shop, port named http')).toBeTruthy();
  expect(screen.getByLabelText('Port').getAttribute('placeholder')).toBe('8080');
});

it('says at the field what cannot be used', () => {
  render(<Form onForm={() => {}} />);
  fireEvent.change(screen.getByLabelText('Path'), { target: { value: 'no slash' } });
  expect(screen.getByRole('alert').textContent).toBe('It begins with "/" and holds no spaces.');
});

it('adds and removes headers', () => {
  const onForm = vi.fn();
  render(<Form onForm={onForm} />);
  fireEvent.click(screen.getByRole('button', { name: 'Add a header' }));
  fireEvent.change(screen.getByLabelText('Name of header 1'), { target: { value: 'end-user' } });
  fireEvent.change(screen.getByLabelText('Value of header end-user'), { target: { value: 'tester' } });
  expect(onForm.mock.lastCall?.[0].headers).toEqual([{ name: 'end-user', value: 'tester' }]);
  fireEvent.click(screen.getByRole('button', { name: 'Remove header end-user' }));
  expect(onForm.mock.lastCall?.[0].headers).toEqual([]);
});
