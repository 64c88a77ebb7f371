// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { PasswordForm } from './password-form';
import { TokenForm } from './token-form';
import { refusalOf } from './use-sign-in';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const SIGNED_OUT = { session: null, readOnly: false, instance: 'test', login: 'password' };

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
  render(<PasswordForm next="/" refused={null} />);
  await user.type(screen.getByLabelText('User'), 'admin');
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  return user;
}

describe('PasswordForm', () => {
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
    render(<PasswordForm next="/" refused={null} />);
    expect(screen.getByLabelText('User').getAttribute('autocomplete')).toBe('username');
    expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password');
  });
});

describe('TokenForm', () => {
  it('sends the token alone, and tells how to get one', async () => {
    const server = serverThatSays(401, {
      code: 'unauthenticated',
      message: 'The cluster does not accept this token.',
      hint: 'It may have been revoked.',
      requestId: 'r',
    });
    const user = userEvent.setup();
    render(<TokenForm next="/" refused={null} />);
    expect(screen.getByText(/kubectl create token/)).toBeDefined();
    await user.type(screen.getByLabelText('Token'), 'aa.bb.cc{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('does not accept this token');
    const sent = server.mock.calls.find(([, init]) => init?.method === 'POST')?.[1]?.body;
    expect(sent).toBe('{"token":"aa.bb.cc"}');
    expect(document.activeElement).toBe(screen.getByLabelText('Token'));
  });

  it('covers the token until one asks to see it', async () => {
    serverThatSays(200, SIGNED_OUT);
    const user = userEvent.setup();
    render(<TokenForm next="/" refused={null} />);
    expect(screen.getByLabelText('Token').getAttribute('type')).toBe('password');
    await user.click(screen.getByRole('button', { name: 'Show the token' }));
    expect(screen.getByLabelText('Token').getAttribute('type')).toBe('text');
  });

  it('says why the last session ended', () => {
    serverThatSays(200, SIGNED_OUT);
    render(<TokenForm next="/" refused={{ message: 'Your sign-in has ended.', hint: 'Sign in again.' }} />);
    expect(screen.getByRole('alert').textContent).toContain('Your sign-in has ended.');
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
