/** Signing in with tokens of a real API server: whose they are, what they may, and how they end. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as access } from '@/app/api/access/route';
import { POST as signIn, GET as whoAmI } from '@/app/api/session/route';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { handler } from '@/lib/http/handler';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { replaceSources } from '@/lib/sources';
import type { AuditSink } from './audit';

let server: KubernetesServer;
let auditLines: Record<string, unknown>[];

async function accountToken(name: string, spec: object = {}): Promise<string> {
  const answer = await server.request({
    method: 'POST',
    path: `/api/v1/namespaces/shop/serviceaccounts/${name}/token`,
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec },
  });
  return (answer.body as { status: { token: string } }).status.token;
}

async function attempt(token: string) {
  return signIn(await requestAs(null, '/api/session', { method: 'POST', body: { token } }));
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function who(cookie: string) {
  const answer = await whoAmI(await requestAs(null, '/api/session', { headers: { Cookie: cookie } }));
  return ((await answer.json()) as { session: Record<string, unknown> | null }).session;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

/** A token like the real one but for some claims or the header, signed by whoever. */
function forged(real: string, claims: object, header: object, signed: (content: string) => string): string {
  const [head = '', body = ''] = real.split('.');
  const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
  const content = `${part({ ...read(head), ...header })}.${part({ ...read(body), ...claims })}`;
  return `${content}.${signed(content)}`;
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const byMe = (content: string) => sign('sha256', Buffer.from(content), privateKey).toString('base64url');
const bySecret = (content: string) =>
  createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
    .update(content)
    .digest('base64url');
const keeping = (real: string) => () => real.split('.')[2] ?? '';

describe.runIf(kubernetesIsBuilt())('a token of the cluster', () => {
  beforeAll(async () => {
    server = await startKubernetes({ users: [{ name: 'grace', groups: ['developers'] }] });
    const make = (path: string, body: object) => server.request({ method: 'POST', path, body });
    await make('/api/v1/namespaces', { metadata: { name: 'shop' } });
    for (const name of ['reader', 'leaver', 'passing'])
      await make('/api/v1/namespaces/shop/serviceaccounts', { metadata: { name } });
    await make('/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles', {
      metadata: { name: 'routes' },
      rules: [
        { apiGroups: ['networking.istio.io'], resources: ['virtualservices'], verbs: ['update'] },
        { apiGroups: [''], resources: ['namespaces'], verbs: ['update'] },
        { apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] },
      ],
    });
    await make('/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings', {
      metadata: { name: 'routes' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'routes' },
      subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'shop' }],
    });
  });

  afterAll(async () => {
    replaceSources(undefined);
    await server.stop();
  });

  beforeEach(async () => {
    useTestEnvironment({
      PERIPLUS_DEMO_LOGIN: undefined,
      PERIPLUS_LOGIN: 'token',
      PERIPLUS_KUBERNETES: 'kubeconfig',
      PERIPLUS_KUBECONFIG: await server.kubeconfig(server.adminToken, 'console'),
    });
    for (const name of ['sign-in-counts', 'token-owners', 'write-rights'])
      replaceProcessWide(name, undefined);
    auditLines = [];
    replaceProcessWide<AuditSink>('audit-sink', (line) => auditLines.push(JSON.parse(line)));
  });

  it('opens a session in the name of its account, with that account’s rights', async () => {
    const response = await attempt(`  Bearer ${await accountToken('reader')}\n`);
    expect(response.status).toBe(200);
    const cookie = cookiesOf(response);
    expect(await who(cookie)).toMatchObject({ user: 'system:serviceaccount:shop:reader', rights: 'own' });
    const may = async (search: string) =>
      (await access(await requestAs(null, `/api/access?${search}`, { headers: { Cookie: cookie } }))).json();
    const kind = 'group=networking.istio.io&kind=VirtualService';
    expect(await may(`${kind}&namespace=shop`)).toEqual({
      create: false,
      update: true,
      delete: false,
      because: 'system:serviceaccount:shop:reader may not create or delete VirtualService in shop.',
    });
    expect(await may(`${kind}&namespace=default`)).toMatchObject({ update: false });
    // A namespace is within itself: https://kubernetes.io/docs/reference/access-authn-authz/authorization/
    expect(await may('group=&kind=Namespace&namespace=shop')).toMatchObject({ update: true, delete: false });
    expect(await may('group=&kind=Namespace&namespace=default')).toMatchObject({
      update: false,
      because: 'system:serviceaccount:shop:reader may not create or update or delete Namespace in default.',
    });
    // What sets levels of proxies is done to a pod, and is no text that could be updated.
    expect(await may('group=&kind=pods/portforward&namespace=shop')).toMatchObject({
      create: true,
      because: null,
    });
    expect(await may('group=&kind=pods/portforward&namespace=default')).toMatchObject({
      create: false,
      because: 'system:serviceaccount:shop:reader may not create pods/portforward in default.',
    });
    expect(await may('group=apps&kind=Deployment&namespace=shop')).toMatchObject({ code: 'not-found' });
  });

  it('is passed on as the credential, and shown to nobody', async () => {
    const token = server.tokens.grace ?? '';
    const response = await attempt(token);
    const seen: string[] = [];
    const peek = handler({
      summary: 'For a test.',
      role: 'viewer',
      load: ({ session }) => {
        const { credential } = session.identity;
        seen.push(credential.kind === 'token' ? credential.token : '');
        return {};
      },
    });
    await peek(await requestAs(null, '/api/x', { headers: { Cookie: cookiesOf(response) } }));
    expect(seen).toEqual([token]);
    const shown = [
      await response.text(),
      decodeURIComponent(cookiesOf(response)),
      JSON.stringify(auditLines),
    ];
    expect(shown.join()).not.toContain(token);
  });

  it('ends with its session when the account goes, at the next look', async () => {
    const cookie = cookiesOf(await attempt(await accountToken('leaver')));
    const headers = { Cookie: cookie };
    const read = handler({ summary: 'For a test.', role: 'viewer', load: () => ({}) });
    expect((await read(await requestAs(null, '/api/x', { headers }))).status).toBe(200);
    await server.request({ method: 'DELETE', path: '/api/v1/namespaces/shop/serviceaccounts/leaver' });
    replaceProcessWide('token-owners', undefined);
    await expect
      .poll(
        async () => {
          replaceProcessWide('token-owners', undefined);
          return (await read(await requestAs(null, '/api/x', { headers }))).status;
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(401);
    const refused = await read(await requestAs(null, '/api/x', { headers }));
    expect(await refused.json()).toMatchObject({ code: 'unauthenticated', data: { reason: 'not-accepted' } });
    // The page learns that nobody is signed in, and the cookies go.
    const asked = await whoAmI(await requestAs(null, '/api/session', { headers }));
    expect(await asked.clone().json()).toMatchObject({ session: null });
    expect(asked.headers.get('Set-Cookie')).toContain('Max-Age=0');
  });

  it('is looked at again at once where the cluster refuses it in answer to something else', async () => {
    const token = await accountToken('passing');
    const cookie = cookiesOf(await attempt(token));
    expect(await who(cookie)).not.toBeNull();
    await server.request({ method: 'DELETE', path: '/api/v1/namespaces/shop/serviceaccounts/passing' });
    // The API server itself goes on for some seconds with what it knows of a token.
    const path = '/api/v1/namespaces/shop/pods';
    await expect
      .poll(async () => (await server.request({ path, token, anyStatus: true })).status, { timeout: 60_000 })
      .toBe(401);
    // The console believes for a minute, unless it hears otherwise.
    expect(await who(cookie)).not.toBeNull();
    const read = handler({
      summary: 'For a test.',
      role: 'viewer',
      load: async ({ sources, signal }) => ({ found: (await sources.config?.list(signal))?.objects.length }),
    });
    const refused = await read(await requestAs(null, '/api/x', { headers: { Cookie: cookie } }));
    expect(refused.status).toBe(401);
    expect(await who(cookie)).toBeNull();
  });

  const broken: readonly (readonly [string, (real: string) => string | Promise<string>, number, string])[] = [
    ['garbage', () => 'garbage', 401, 'not-accepted'],
    ['with spaces inside', () => 'aa bb cc', 401, 'not-a-token'],
    ['with a header behind it', (real) => `${real}\r\nX-Injected: yes`, 401, 'not-a-token'],
    ['with a NUL in it', () => 'aa\u0000bb', 401, 'not-a-token'],
    ['of 50 kB', () => 'a'.repeat(50_000), 413, 'too-large'],
    ['of 100 kB', () => 'a'.repeat(100_000), 413, 'too-large'],
    ['without a signature', (real) => forged(real, {}, {}, () => ''), 401, 'not-accepted'],
    ['unsigned (alg none)', (real) => forged(real, {}, { alg: 'none' }, () => ''), 401, 'unsigned'],
    [
      'with another account in it',
      (real) => forged(real, { sub: 'system:serviceaccount:kube-system:admin' }, {}, keeping(real)),
      401,
      'not-accepted',
    ],
    ['signed by another key', (real) => forged(real, {}, {}, byMe), 401, 'not-accepted'],
    ['with the id of no key', (real) => forged(real, {}, { kid: 'none' }, byMe), 401, 'not-accepted'],
    [
      'signed with a public key as a secret',
      (real) => forged(real, {}, { alg: 'HS256' }, bySecret),
      401,
      'not-accepted',
    ],
    [
      'of another issuer',
      (real) => forged(real, { iss: 'https://evil.example' }, {}, byMe),
      401,
      'not-accepted',
    ],
    ['expired', (real) => forged(real, { exp: seconds() - 3600 }, {}, byMe), 401, 'expired'],
    ['not yet valid', (real) => forged(real, { nbf: seconds() + 3600 }, {}, byMe), 401, 'not-yet-valid'],
    ['with an impossible end', (real) => forged(real, { exp: -1e300 }, {}, byMe), 401, 'expired'],
    ['for another audience', () => accountToken('reader', { audiences: ['vault'] }), 401, 'not-accepted'],
    ['cut off', (real) => real.slice(0, -20), 401, 'not-accepted'],
    [
      'with a spoilt middle',
      (real) => real.replace(/\.(.)/, (_, first) => `.${first === 'e' ? 'f' : 'e'}`),
      401,
      'not-accepted',
    ],
    ['of a user who is none', () => '0'.repeat(48), 401, 'not-accepted'],
  ];

  it.each(broken)('%s is refused with a reason', async (_, make, status, reason) => {
    const response = await attempt(await make(await accountToken('reader')));
    const problem = (await response.json()) as { code: string; message: string; data?: { reason?: string } };
    expect([response.status, problem.data?.reason ?? problem.code]).toEqual([status, reason]);
    expect(problem.message).toMatch(/\.$/);
    expect(cookiesOf(response)).not.toMatch(/periplus-periplus=./);
  });

  it('cannot be checked while the API server is down, which is not said of the token', async () => {
    const cookie = cookiesOf(await attempt(server.tokens.grace ?? ''));
    await server.stopApi();
    try {
      const response = await attempt(server.tokens.grace ?? '');
      expect(await response.json()).toMatchObject({ code: 'source-unreachable', source: 'kubernetes' });
      replaceProcessWide('token-owners', undefined);
      // Who is signed in stays so: what needs no cluster goes on.
      expect(await who(cookie)).toMatchObject({ user: 'grace' });
    } finally {
      await server.startApi();
    }
  });
});
