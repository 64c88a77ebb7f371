import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Change } from '@/lib/config/changes/change';
import { type ManagersAnswer, managersAnswerSchema } from '@/lib/config/managers/contract';
import { sessionAnswerSchema } from '@/lib/http/session-contract';
import { SetManagers } from './set-managers';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const change = (name: string, own: Partial<Change> = {}): Change => ({
  id: { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name },
  text: `name: ${name}\n`,
  baseVersion: '1',
  ...own,
});
const SESSION = sessionAnswerSchema.parse({
  session: null,
  readOnly: false,
  instance: 'periplus',
  login: 'token',
});
const NOBODY: ManagersAnswer = { delivery: null, owners: [] };
const FLUX: ManagersAnswer = managersAnswerSchema.parse({
  delivery: { tool: 'Flux', name: 'apps', warning: 'Flux puts it back. Commit it there.' },
  owners: [],
});

function show(changes: readonly Change[], managed: string) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: { body?: string } = {}) => {
    // Asked for the token of a write, where the session is known to the page.
    if (path === '/api/session') return Response.json(SESSION);
    const name = (JSON.parse(body ?? '{}') as { id: { name: string } }).id.name;
    asked.push(name);
    return Response.json(name === managed ? FLUX : NOBODY);
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <SetManagers changes={changes} />
    </QueryClientProvider>,
  );
  return asked;
}

it('names the object that a tool would write over, and no other', async () => {
  show([change('cart'), change('stock')], 'stock');
  expect((await screen.findByText('Flux puts it back. Commit it there.')).closest('section')?.ariaLabel).toBe(
    'Who manages VirtualService stock in shop',
  );
  expect(document.querySelectorAll('section')).toHaveLength(1);
});

it('asks of nothing that is new or goes away', async () => {
  const asked = show(
    [change('new', { baseVersion: null }), change('gone', { text: null }), change('cart')],
    'cart',
  );
  await screen.findByText('Flux puts it back. Commit it there.');
  expect(asked).toEqual(['cart']);
});

it('asks of twenty at most, and says so', async () => {
  const asked = show(
    Array.from({ length: 23 }, (_, at) => change(`route-${at}`)),
    'route-19',
  );
  await screen.findByText('Flux puts it back. Commit it there.');
  expect(asked).toHaveLength(20);
  expect(screen.getByText('Who manages the other 3 objects was not asked.')).toBeTruthy();
});
