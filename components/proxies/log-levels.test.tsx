import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { signedIn, TOKEN_SESSION } from '@/components/shell/fixtures/signed-in';
import type { CurrentSession } from '@/components/shell/session';
import { type AccessAnswer, accessAnswerSchema } from '@/lib/http/access-contract';
import { LogLevels } from './log-levels';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const levels = [
  { logger: 'http', level: 'warning' },
  { logger: 'rbac', level: 'debug' },
];

function show(session: CurrentSession, access: AccessAnswer) {
  const { client, asked } = signedIn(session, accessAnswerSchema.parse(access));
  render(
    <QueryClientProvider client={client}>
      <LogLevels proxy={{ namespace: 'shop', pod: 'cart-1' }} levels={levels} />
    </QueryClientProvider>,
  );
  const isOff = () =>
    [...document.querySelectorAll<HTMLButtonElement>('button')].map(({ disabled }) => disabled);
  return { asked, isOff };
}

it('lets levels be set where the cluster lets the reader reach ports of pods', async () => {
  const { asked, isOff } = show(TOKEN_SESSION, { create: true, update: true, delete: true, because: null });
  await waitFor(() => expect(isOff()).toEqual([false, false, false]));
  expect(asked).toEqual(['/api/access?group=&kind=pods%2Fportforward&namespace=shop']);
  expect(screen.getByText(/each change is written to the audit log/)).toBeTruthy();
});

it('says in the cluster’s words why they may not be set', async () => {
  const because = 'grace may not create pods/portforward in shop.';
  const { isOff } = show(TOKEN_SESSION, { create: false, update: false, delete: false, because });
  expect(await screen.findByText(because)).toBeTruthy();
  expect(isOff()).toEqual([true, true, true]);
});

it('leaves them to administrators without asking the cluster', () => {
  const { asked, isOff } = show(
    { ...TOKEN_SESSION, role: 'viewer', mayWrite: false },
    { create: true, update: true, delete: true, because: null },
  );
  expect(screen.getByText('Only administrators set levels.')).toBeTruthy();
  expect([asked, isOff()]).toEqual([[], [true, true, true]]);
});
