// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ToastProvider } from '@/components/ui/toast';
import { ArchiveButton } from './archive-button';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ID = '00000000000000ab';
const PATIENT = { timeout: 20_000 };

interface Server {
  readonly role: 'admin' | 'viewer';
  readonly archives: boolean;
  readonly refusal?: { readonly code: string; readonly message: string; readonly hint: string };
}

/** The page before a server that answers like this; what it was asked, in order. */
function show({ role, archives, refusal }: Server): string[] {
  const asked: string[] = [];
  const session = { user: role, role, rights: 'role', token: 'secret', endsAtSeconds: 4e9 };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    asked.push(`${method} ${path}${init.body === undefined ? '' : ` ${init.body}`}`);
    if (path === '/api/session')
      return Response.json({ session, readOnly: false, instance: 'periplus', login: 'password' });
    if (method === 'GET') return Response.json({ archives });
    return refusal === undefined
      ? Response.json({ traceId: ID })
      : Response.json({ ...refusal, requestId: 'r' }, { status: 502 });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ToastProvider>
        <ArchiveButton traceId={ID} />
      </ToastProvider>
    </QueryClientProvider>,
  );
  return asked;
}

const button = () => screen.findByRole('button', { name: 'Archive' }, PATIENT);

it('keeps the trace, once', async () => {
  const asked = show({ role: 'admin', archives: true });
  fireEvent.click(await button());
  const done = await screen.findByRole('button', { name: 'Archived' }, PATIENT);
  expect(done.hasAttribute('disabled')).toBe(true);
  expect(asked).toContain(`POST /api/traces/archive {"traceId":"${ID}"}`);
}, 60_000);

it('says why the trace could not be kept, and may be asked again', async () => {
  const hint = 'Download keeps the trace as a file.';
  show({
    role: 'admin',
    archives: true,
    refusal: { code: 'source-rejected', message: 'Jaeger cannot keep the trace.', hint },
  });
  fireEvent.click(await button());
  await screen.findByText('Jaeger cannot keep the trace.', {}, PATIENT);
  expect(screen.getByText(hint)).toBeTruthy();
  expect((await button()).hasAttribute('disabled')).toBe(false);
}, 60_000);

it.each([
  ['who may not write', { role: 'viewer', archives: true }, 'GET /api/session'],
  ['where there is no archive', { role: 'admin', archives: false }, 'GET /api/traces/archive'],
] as const)(
  'is not offered to those %s',
  async (_, server, last) => {
    const asked = show(server);
    await waitFor(() => expect(asked).toContain(last), PATIENT);
    expect(screen.queryByRole('button')).toBeNull();
  },
  60_000,
);
