// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnswerProblem } from './answer-problem';
import { LoginForm, refusalOf } from './login-form';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const SIGNED_OUT = { session: null, readOnly: false, instance: 'test' };

function serverThatSays(status: number, body: unknown, headers: Record<string, string> = {}) {
  const mock = vi.fn<typeof fetch>(async (_path, init) =>
    init?.method === 'POST'
      ? new Response(JSON.stringify(body), { status, headers })
      : new Response(JSON.stringify(SIGNED_OUT)),
  );
  vi.stubGlobal('fetch', mock);
  return mock;
}

async function tryToSignIn() {
  const user = userEvent.setup();
  render(<LoginForm next="/" />);
  await user.type(screen.getByLabelText('User'), 'admin');
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  return user;
}

describe('LoginForm', () => {
  it('says what was wrong and returns to the password', async () => {
    const server = serverThatSays(401, {
      code: 'unauthenticated',
      message: 'The user or the password is wrong.',
      requestId: 'r',
    });
    await tryToSignIn();
    expect((await screen.findByRole('alert')).textContent).toContain('The user or the password is wrong.');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    const sent = server.mock.calls.find(([, init]) => init?.method === 'POST')?.[1]?.body;
    expect(sent).toBe('{"user":"admin","password":"wrong"}');
  });

  it('counts down while attempts are throttled and sends nothing meanwhile', async () => {
    const server = serverThatSays(
      429,
      { code: 'throttled', message: 'Too many attempts to sign in.', requestId: 'r' },
      { 'Retry-After': '30' },
    );
    const user = await tryToSignIn();
    const button = await screen.findByRole('button', { name: /^Wait (29|30) s$/ });
    expect(button).toHaveProperty('disabled', true);
    const before = server.mock.calls.length;
    await user.type(screen.getByLabelText('Password'), '{Enter}');
    expect(server.mock.calls.length).toBe(before);
  });

  it('says so when the server does not answer', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
    await tryToSignIn();
    expect((await screen.findByRole('alert')).textContent).toContain('Periplus does not answer.');
  });

  it('lets password managers know the fields', () => {
    serverThatSays(200, SIGNED_OUT);
    render(<LoginForm next="/" />);
    expect(screen.getByLabelText('User').getAttribute('autocomplete')).toBe('username');
    expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password');
  });
});

describe('refusalOf', () => {
  it('opens again after the time that the server named', () => {
    const problem = new AnswerProblem({ status: 429, code: 'throttled', message: 'm', retryAfterSeconds: 8 });
    expect(refusalOf(problem, 1000).openAt).toBe(9000);
  });

  it('is at once open for anything else', () => {
    expect(refusalOf(new Error('bug'), 1000)).toMatchObject({ message: 'Signing in failed.', openAt: null });
  });
});
