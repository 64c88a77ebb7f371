// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { accessAnswerSchema } from '@/lib/http/access-contract';
import { signedIn, TOKEN_SESSION } from './fixtures/signed-in';
import type { CurrentSession } from './session';
import { type PlannedWrite, useReasonAgainst } from './write-rights';

afterEach(() => vi.unstubAllGlobals());

const UPDATE_ONLY = accessAnswerSchema.parse({
  create: false,
  update: true,
  delete: false,
  because: 'grace may not create or delete VirtualService in shop.',
});
const reviews = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'reviews' };
const created: PlannedWrite = { id: reviews, text: 'x', baseVersion: null };
const updated: PlannedWrite = { id: reviews, text: 'x', baseVersion: '1' };
const removed: PlannedWrite = { id: reviews, text: null, baseVersion: '1' };

function reasonsAgainst(writes: readonly PlannedWrite[], session: CurrentSession = TOKEN_SESSION) {
  const { client, asked } = signedIn(session, UPDATE_ONLY);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useReasonAgainst(writes), { wrapper });
  return { asked, result, client };
}

it.each([
  ['creates', created],
  ['deletes', removed],
])('says why a write that %s is refused, in the cluster’s words', async (_, write) => {
  const { result } = reasonsAgainst([updated, write]);
  await waitFor(() => expect(result.current).toBe(UPDATE_ONLY.because));
});

it('asks once for each kind and namespace, and allows what is allowed', async () => {
  const namespace = {
    id: { group: '', kind: 'Namespace', namespace: null, name: 'shop' },
    text: 'x',
    baseVersion: '1',
  };
  const { asked, result, client } = reasonsAgainst([updated, updated, namespace]);
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(result.current).toBeNull();
  expect(asked.map((url) => url.slice(url.indexOf('?')))).toEqual([
    '?group=networking.istio.io&kind=VirtualService&namespace=shop',
    '?group=&kind=Namespace&namespace=shop',
  ]);
});

it('asks nothing where the role alone decides', () => {
  const { asked, result } = reasonsAgainst([removed], { ...TOKEN_SESSION, rights: 'role' });
  expect([asked, result.current]).toEqual([[], null]);
});
