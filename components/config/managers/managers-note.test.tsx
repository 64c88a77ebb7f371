// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { ManagersAnswer } from '@/lib/config/managers/contract';
import { ManagersNote } from './managers-note';
import { managersQuery } from './query';

afterEach(cleanup);

const id = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' };
const text = 'kind: VirtualService\n';

function show(answer: ManagersAnswer) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  client.setQueryData(managersQuery(id, text).queryKey, answer);
  render(
    <QueryClientProvider client={client}>
      <ManagersNote id={id} text={text} />
    </QueryClientProvider>,
  );
}

it('warns of the tool that would write over the change, and hands out the text to take there', async () => {
  const user = userEvent.setup();
  show({
    delivery: { tool: 'Flux', name: 'apps', warning: 'Flux puts it back. Commit it there.' },
    owners: [],
  });
  expect(screen.getByText('Flux puts it back. Commit it there.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Download it' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Copy the text to commit' }));
  expect(await navigator.clipboard.readText()).toBe(text);
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
});

it('names who wrote the fields that change, and counts those that it does not name', () => {
  show({
    delivery: null,
    owners: [
      { manager: 'kubectl-edit', operation: 'Update', atMs: null, fields: ['spec.hosts[0]'], fieldCount: 3 },
    ],
  });
  expect(screen.getByRole('listitem').textContent).toBe('kubectl-edit wrote: spec.hosts[0] and 2 more');
  expect(screen.queryByRole('button')).toBeNull();
});

it('says nothing where nobody else has a hand in it', () => {
  show({ delivery: null, owners: [] });
  expect(screen.queryByRole('region')).toBeNull();
});
