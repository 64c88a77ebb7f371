import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as listConfig } from '@/app/api/config/route';
import { GET as whoAmI } from '@/app/api/session/route';
import { type OidcServer, startOidc } from '@/e2e/servers/oidc/start';
import { requestAs, TEST_ORIGIN, useTestEnvironment } from '@/lib/http/test-requests';
import { ScriptedApi } from '@/lib/kubernetes/fixtures/scripted-api';
import { replaceProcessWide } from '@/lib/process-wide';
import { Jar, signIn } from './fixtures/signing-in';

/** Less than the time before its end at which a token is renewed, so that every request is one that renews. */
const TOKEN_SECONDS = 60;

/** What a cluster that trusts the provider says of ada's token. */
const REVIEW = { status: { userInfo: { username: 'ada', groups: ['mesh-admins'] } } };

let provider: OidcServer;
let api: ScriptedApi;
let folder: string;

beforeAll(async () => {
  provider = await startOidc({
    users: [{ name: 'ada', groups: ['mesh-admins'] }],
    redirectUris: [`${TEST_ORIGIN}/api/session/oidc/callback`],
    tokenSeconds: TOKEN_SECONDS,
    claimsInIdToken: true,
  });
  api = await new ScriptedApi([]).start();
  folder = mkdtempSync(join(tmpdir(), 'periplus-renew-'));
  writeFileSync(
    join(folder, 'kubeconfig'),
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'test' },
      clusters: [{ name: 'test', cluster: { server: api.url, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'console', user: { token: 'the-console' } }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'console' } }],
    }),
  );
});
afterAll(async () => {
  useTestEnvironment();
  await provider?.stop();
  await api?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  useTestEnvironment({
    PERIPLUS_DEMO_LOGIN: undefined,
    PERIPLUS_LOGIN: 'oidc',
    PERIPLUS_OIDC_ISSUER: provider.issuer,
    PERIPLUS_OIDC_CLIENT_ID: provider.clientId,
    PERIPLUS_OIDC_CLIENT_SECRET: provider.clientSecret,
    PERIPLUS_OIDC_PASS_THROUGH: 'id-token',
    PERIPLUS_ADMIN_GROUPS: 'mesh-admins',
    PERIPLUS_KUBERNETES: 'kubeconfig',
    PERIPLUS_KUBECONFIG: join(folder, 'kubeconfig'),
  });
  replaceProcessWide('oidc-provider', undefined);
  replaceProcessWide('oidc-renewals', undefined);
  api.requests.length = 0;
  api.fault = ({ path }) => (path.endsWith('/selfsubjectreviews') ? { status: 201, body: REVIEW } : null);
});

/** Claims of the tokens that the cluster was shown, but for the console's own. */
function shownTokens(): readonly { readonly sub: string; readonly exp: number; readonly jti?: string }[] {
  const tokens = api.requests.flatMap(({ authorization = '' }) => {
    const token = authorization.replace('Bearer ', '');
    return token.includes('.') ? [token] : [];
  });
  return [...new Set(tokens)].map((token) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
  );
}

async function ask(jar: Jar, path: string, route: typeof whoAmI): Promise<Response> {
  const answer = await route(await requestAs(null, path, { headers: { Cookie: jar.header } }));
  jar.take(answer);
  return answer;
}

describe('a token that is passed on to a cluster', () => {
  it('is the user’s own ID token', async () => {
    const jar = new Jar();
    await signIn('ada', jar);
    await ask(jar, '/api/config', listConfig);
    expect(shownTokens().map(({ sub }) => sub)).toContain('ada');
  });

  it('is renewed before it ends, once for requests of one moment, and the browser keeps the new one', async () => {
    const jar = new Jar();
    await signIn('ada', jar);
    const before = jar.header;
    const [first, second] = await Promise.all([
      ask(jar, '/api/session', whoAmI),
      ask(jar, '/api/session', whoAmI),
    ]);
    for (const answer of [first, second])
      expect(await answer.json()).toMatchObject({ session: { user: 'ada', role: 'admin' } });
    expect(jar.header).not.toBe(before);
    // A refresh token is good once here: a second renewal with the old one would have ended the session.
    replaceProcessWide('oidc-renewals', undefined);
    expect(await (await ask(jar, '/api/session', whoAmI)).json()).toMatchObject({ session: { user: 'ada' } });
  });

  it('goes on until its end while the provider cannot be asked', async () => {
    const jar = new Jar();
    await signIn('ada', jar);
    await provider.stop();
    const answer = await ask(jar, '/api/session', whoAmI);
    expect(await answer.json()).toMatchObject({ session: { user: 'ada' } });
  });
});
