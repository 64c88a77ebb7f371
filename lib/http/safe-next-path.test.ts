import { describe, expect, it } from 'vitest';
import { safeNextPath } from './safe-next-path';

describe('safeNextPath', () => {
  it.each([
    '/',
    '/graph',
    '/graph?namespaces=shop&last=600',
    '/config/networking.istio.io/VirtualService/shop/reviews',
    '/traces?tags=http.url%3Dhttps%3A%2F%2Fx&min=1s#row',
    '/traces/0af7651916cd43dd8448eb211c80319c',
  ])('keeps %s', (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%5cevil.example',
    '/%5C%5Cevil.example',
    '/%2fevil.example',
    '/%252fevil.example',
    '/%09/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/.//evil.example',
    '/graph//evil',
    'https:evil.example',
    'https://evil.example',
    'http:\\\\evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'evil.example',
    'user@evil.example',
    '//localhost:20001@evil.example',
    '/\u00a0/evil.example',
    '',
    '/login',
    '/login?next=/login',
    '/LOGIN',
    '/api/session',
    '/graph/../api/session',
    '/_next/data',
  ])('leads to the start page instead of %j', (text) => {
    expect(safeNextPath(text)).toBe('/');
  });

  it('keeps full-width dots and slashes as the plain text they are', () => {
    const url = new URL(safeNextPath('/．．／evil'), 'http://localhost:20001');
    expect(url.origin).toBe('http://localhost:20001');
  });

  it('takes nothing for nothing', () => {
    expect(safeNextPath(null)).toBe('/');
    expect(safeNextPath(undefined)).toBe('/');
  });
});
