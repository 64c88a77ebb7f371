/**
 * Walks every API route on disk, so that a new one cannot be forgotten: who may ask, for every method,
 * with the guard bypassed by nothing.
 */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditSink } from '@/lib/access/audit';
import type { RouteHandler } from '@/lib/http/exchange';
import { roleOf } from '@/lib/http/handler';
import { METHODS } from '@/lib/http/other-methods';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';

const files = globSync('app/api/**/route.ts').sort();

/** Routes that need no session. Adding one here is a decision. */
const OPEN = new Set([
  'GET app/api/session/route.ts',
  'POST app/api/session/route.ts',
  'GET app/api/session/oidc/route.ts',
  'GET app/api/session/oidc/callback/route.ts',
]);

/** What has let requests around guards before, in Next and elsewhere. */
const BYPASSES: Readonly<Record<string, string>>[] = [
  {},
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { 'x-nextjs-data': '1' },
  { 'x-http-method-override': 'GET', 'x-original-url': '/api/session', 'x-rewrite-url': '/api/session' },
  { 'x-forwarded-host': 'localhost:20001', 'x-forwarded-for': '127.0.0.1' },
  { cookie: 'periplus-periplus=; periplus-periplus=undefined' },
  { cookie: 'periplus-periplus=Fe26.2*1*0*0*0*0*0*0~2' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
];

/** Methods in `Allow` but for those that come by themselves. */
function allowed(response: Response): string[] {
  const names = (response.headers.get('Allow') ?? '').split(', ');
  return names.filter((name) => name !== 'HEAD' && name !== 'OPTIONS').sort();
}

type RouteModule = Partial<Record<string, RouteHandler>>;

beforeAll(() => {
  useTestEnvironment();
  replaceProcessWide<AuditSink>('audit-sink', () => undefined);
});

it('finds the routes', () => {
  expect(files).toContain('app/api/session/route.ts');
  expect(files).toContain('app/api/sources/route.ts');
});

describe.each(files)('%s', (file) => {
  const path = `/${file.slice('app/'.length, -'/route.ts'.length)}`;
  const params = segments(
    Object.fromEntries([...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => [name ?? '', 'x'])),
  );
  let route: RouteModule;

  beforeAll(async () => {
    route = (await import(/* @vite-ignore */ resolve(file))) as RouteModule;
  });

  const call = async (
    method: string,
    role: 'viewer' | null,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const handler = route[method];
    if (handler === undefined) throw new Error(`${file} has no ${method}; add it to otherMethods(…).`);
    return handler(await requestAs(role, path, { method, headers }), params);
  };
  const declared = () =>
    METHODS.filter((method) => route[method] !== undefined && roleOf(route[method]) !== undefined);

  it('makes every method by handler() or refuses it by otherMethods()', () => {
    expect(declared()).not.toHaveLength(0);
    expect(METHODS.filter((method) => route[method] === undefined)).toEqual([]);
    expect(route.HEAD).toBeUndefined();
  });

  it('answers 401 to whoever is not signed in, however they ask', async () => {
    for (const method of declared()) {
      if (OPEN.has(`${method} ${file}`)) continue;
      for (const headers of BYPASSES) {
        expect([method, headers, (await call(method, null, headers)).status]).toEqual([method, headers, 401]);
      }
    }
  });

  it('is open to everybody only where that was decided', () => {
    const open = declared().filter((method) => roleOf(route[method] as RouteHandler) === 'anyone');
    expect(open.filter((method) => !OPEN.has(`${method} ${file}`))).toEqual([]);
  });

  it('answers 403 to a viewer where an admin is needed', async () => {
    for (const method of declared()) {
      if (roleOf(route[method] as RouteHandler) !== 'admin') continue;
      expect([method, (await call(method, 'viewer')).status]).toEqual([method, 403]);
    }
  });

  it('answers 405 with the methods it has to every other one', async () => {
    const own = declared();
    for (const method of METHODS.filter((candidate) => !own.includes(candidate))) {
      const response = await call(method, null);
      expect([method, response.status]).toEqual([method, 405]);
      expect(allowed(response)).toEqual([...own].sort());
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
    const options = await call('OPTIONS', null);
    expect([options.status, allowed(options)]).toEqual([204, [...own].sort()]);
    expect(options.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});
