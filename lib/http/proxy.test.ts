import { NextRequest } from 'next/server';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { proxy } from '@/proxy';
import { TEST_HOST, TEST_ORIGIN, useTestEnvironment } from './test-requests';

beforeEach(() => {
  useTestEnvironment();
});

function ask(path: string, headers: Record<string, string> = {}): Response {
  return proxy(new NextRequest(`${TEST_ORIGIN}${path}`, { headers: { Host: TEST_HOST, ...headers } }));
}

/** A header that the page behind the proxy is given, as Next passes it on. */
function forwarded(response: Response, name: string): string | null {
  const names = response.headers.get('x-middleware-override-headers')?.split(',') ?? [];
  return names.includes(name) ? response.headers.get(`x-middleware-request-${name}`) : null;
}

describe('proxy', () => {
  it('gives every page its own nonce, in its policy and to its scripts', () => {
    const [first, second] = [ask('/graph'), ask('/graph')];
    const nonce = forwarded(first, 'x-nonce');
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first.headers.get('Content-Security-Policy')).toContain(`'nonce-${nonce}'`);
    expect(forwarded(first, 'content-security-policy')).toBe(first.headers.get('Content-Security-Policy'));
    expect(forwarded(second, 'x-nonce')).not.toBe(nonce);
  });

  it('takes neither nonce nor path from the client', () => {
    const response = ask('/graph?last=60', { 'x-nonce': 'known', 'x-periplus-path': '//evil.example' });
    expect(forwarded(response, 'x-nonce')).not.toBe('known');
    expect(forwarded(response, 'x-periplus-path')).toBe('/graph?last=60');
    expect(forwarded(ask('/api/graph', { 'x-nonce': 'known' }), 'x-nonce')).toBeNull();
  });

  it('refuses a foreign Host, except where machines call by address', () => {
    expect(ask('/graph', { Host: 'evil.example' }).status).toBe(421);
    expect(ask('/api/graph', { Host: 'evil.example' }).status).toBe(421);
    expect(ask('/metrics/../graph', { Host: '10.0.0.5:20001' }).status).toBe(421);
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect(ask(path, { Host: '10.0.0.5:20001' }).status).toBe(200);
    }
  });

  it('refuses server actions and drops the header that once skipped it', () => {
    expect(ask('/graph', { 'Next-Action': 'abc' }).status).toBe(405);
    expect(
      forwarded(ask('/graph', { 'x-middleware-subrequest': 'proxy' }), 'x-middleware-subrequest'),
    ).toBeNull();
  });

  it('refuses whatever is posted to a page', () => {
    const post = (path: string) =>
      proxy(new NextRequest(`${TEST_ORIGIN}${path}`, { method: 'POST', headers: { Host: TEST_HOST } }))
        .status;
    expect([post('/'), post('/login'), post('/graph'), post('/metrics')]).toEqual([405, 405, 405, 405]);
    expect(post('/api/session')).toBe(200);
  });

  it('sets the other headers on every answer, refusals too', () => {
    for (const response of [ask('/graph'), ask('/api/graph'), ask('/', { Host: 'evil.example' })]) {
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(response.headers.get('Strict-Transport-Security')).toBeNull();
    }
  });

  it('asks for https only where the public URL is https', () => {
    useTestEnvironment({ PERIPLUS_PUBLIC_URL: 'https://mesh.example.org' });
    expect(ask('/', { Host: 'mesh.example.org' }).headers.get('Strict-Transport-Security')).toContain(
      'max-age',
    );
    expect(ask('/').headers.get('Strict-Transport-Security')).toBeNull();
  });

  it('loosens the policy in development only', () => {
    vi.stubEnv('NODE_ENV', 'development');
    expect(ask('/graph').headers.get('Content-Security-Policy')).toContain('unsafe-eval');
    vi.unstubAllEnvs();
    expect(ask('/graph').headers.get('Content-Security-Policy')).not.toContain('unsafe-eval');
  });
});
