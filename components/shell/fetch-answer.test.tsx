// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { AnswerProblem } from './answer-problem';
import { fetchAnswer, nothing, provideCsrfToken } from './fetch-answer';
import * as login from './login-target';

const schema = z.object({ count: z.number() });

function answerWith(body: unknown, init: ResponseInit = {}): ReturnType<typeof vi.fn<typeof fetch>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const mock = vi.fn<typeof fetch>(async () => new Response(text, init));
  vi.stubGlobal('fetch', mock);
  return mock;
}

function sentHeaders(mock: ReturnType<typeof answerWith>): Headers {
  return new Headers(mock.mock.calls[0]?.[1]?.headers);
}

async function problemFrom(call: Promise<unknown>): Promise<AnswerProblem> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AnswerProblem);
  return error as AnswerProblem;
}

const leave = vi.spyOn(login, 'leaveForLogin');

beforeEach(() => {
  leave.mockReset().mockImplementation(() => {});
  provideCsrfToken(async () => 'token-of-the-session');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('fetchAnswer', () => {
  it('returns the answer once it fits its contract', async () => {
    answerWith({ count: 3, more: true });
    await expect(fetchAnswer('/api/x', () => schema)).resolves.toEqual({ count: 3 });
  });

  it('refuses an answer that does not fit, and names the place', async () => {
    answerWith({ count: 'three' });
    const problem = await problemFrom(fetchAnswer('/api/x?secret=1', () => schema));
    expect(problem.code).toBe('bad-answer');
    expect(problem.message).toContain('/api/x is not what');
    expect(problem.message).toContain('count');
    expect(problem.message).not.toContain('secret');
  });

  it('refuses HTML in place of JSON', async () => {
    answerWith('<html>login of a proxy</html>');
    const problem = await problemFrom(fetchAnswer('/api/x', () => schema));
    expect(problem.code).toBe('bad-answer');
    expect(problem.message).not.toContain('<html>');
  });

  it('takes over the fields of a problem', async () => {
    answerWith(
      {
        code: 'source-timeout',
        message: 'Prometheus does not answer (timeout after 10 s).',
        hint: 'Ask for a shorter window.',
        source: 'prometheus',
        issues: [{ path: ['window', 'from'], message: 'is too old', line: 3 }],
        data: { a: 1 },
        requestId: 'r-1',
      },
      { status: 504 },
    );
    const problem = await problemFrom(fetchAnswer('/api/x', () => schema));
    expect(problem).toMatchObject({
      status: 504,
      code: 'source-timeout',
      message: 'Prometheus does not answer (timeout after 10 s).',
      hint: 'Ask for a shorter window.',
      source: 'prometheus',
      data: { a: 1 },
      requestId: 'r-1',
    });
    expect(problem.issues[0]?.line).toBe(3);
  });

  it('never shows the body of an answer that is no problem JSON', async () => {
    answerWith('<h1>502 Bad Gateway</h1>', { status: 502 });
    const problem = await problemFrom(fetchAnswer('/api/x', () => schema));
    expect(problem.status).toBe(502);
    expect(problem.message).toBe('The server answered 502 without saying why.');
  });

  it('reads how long to wait', async () => {
    answerWith(
      { code: 'throttled', message: 'Too many.', requestId: 'r' },
      { status: 429, headers: { 'Retry-After': '8' } },
    );
    expect((await problemFrom(fetchAnswer('/api/x', () => schema))).retryAfterSeconds).toBe(8);
  });

  it('says that nothing answers when the connection fails', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
    const problem = await problemFrom(fetchAnswer('/api/x', () => schema));
    expect(problem).toMatchObject({ status: 0, code: 'offline' });
  });

  it('lets a cancelled request stay a cancellation', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new DOMException('aborted', 'AbortError')));
    await expect(fetchAnswer('/api/x', () => schema)).rejects.toHaveProperty('name', 'AbortError');
  });

  it('leaves for the login page when the session has ended, and not while signing in', async () => {
    const ended = { code: 'unauthenticated', message: 'Your session has ended.', requestId: 'r' };
    answerWith(ended, { status: 401 });
    await problemFrom(fetchAnswer('/api/x', () => schema));
    expect(leave).toHaveBeenCalledOnce();
    await problemFrom(
      fetchAnswer('/api/session', () => schema, { method: 'POST', stayOnUnauthenticated: true }),
    );
    expect(leave).toHaveBeenCalledOnce();
  });

  it('sends the token with writes only, and JSON as JSON', async () => {
    const write = answerWith({ count: 1 });
    await fetchAnswer('/api/x', () => schema, { method: 'PUT', body: { text: 'a: b' } });
    expect(sentHeaders(write).get('X-Periplus-Token')).toBe('token-of-the-session');
    expect(sentHeaders(write).get('Content-Type')).toBe('application/json');
    expect(write.mock.calls[0]?.[1]?.body).toBe('{"text":"a: b"}');
    const read = answerWith({ count: 1 });
    await fetchAnswer('/api/x', () => schema);
    expect(sentHeaders(read).has('X-Periplus-Token')).toBe(false);
  });

  it('marks polling, which is no activity of a person', async () => {
    const polling = answerWith({ count: 1 });
    await fetchAnswer('/api/x', () => schema, { background: true });
    expect(sentHeaders(polling).get('X-Periplus-Background')).toBe('1');
    const asked = answerWith({ count: 1 });
    await fetchAnswer('/api/x', () => schema, { background: false });
    expect(sentHeaders(asked).has('X-Periplus-Background')).toBe(false);
  });

  it('reads an empty answer as null', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    await expect(fetchAnswer('/api/x', nothing, { method: 'DELETE' })).resolves.toBeNull();
  });
});

describe('loginUrl', () => {
  it('keeps the view to come back to', () => {
    expect(login.loginUrl('/graph?namespaces=a,b&last=60')).toBe(
      '/login?next=%2Fgraph%3Fnamespaces%3Da%2Cb%26last%3D60',
    );
    expect(login.loginUrl('/')).toBe('/login');
  });

  it('never carries an address of elsewhere', () => {
    for (const text of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\tevil',
      'javascript:alert(1)',
    ]) {
      expect(login.loginUrl(text)).toBe('/login');
    }
  });
});
