/**
 * Writes of a token's owner through the API, on a real API server: a change goes through a dry run and is kept in the
 * user's own name, is refused in words where the user may not, and read-only keeps nothing, as the audit log says.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keptSomething } from '@/e2e/servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { fillCluster } from '@/e2e/servers/three-namespaces';
import type { AuditSink } from '@/lib/access/audit';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { replaceSources } from '@/lib/sources';
import { GET, PUT } from './config/[group]/[kind]/[namespace]/[name]/route';
import { POST as signIn, GET as whoAmI } from './session/route';

const ROUTE = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices/cart';

describe.skipIf(!kubernetesIsBuilt())('writes by a token of the cluster', () => {
  let cluster: KubernetesServer;
  let kubeconfig: string;

  beforeAll(async () => {
    cluster = await startKubernetes({ users: [{ name: 'grace' }] });
    await fillCluster(cluster);
    kubeconfig = await cluster.kubeconfig(cluster.adminToken, 'console');
    replaceProcessWide<AuditSink>('audit-sink', () => undefined);
  }, 240_000);

  afterAll(async () => {
    replaceProcessWide('audit-sink', undefined);
    replaceSources(undefined);
    await cluster?.stop();
  });

  const inCluster = (more: Readonly<Record<string, string>> = {}) =>
    useTestEnvironment({
      PERIPLUS_DEMO_LOGIN: undefined,
      PERIPLUS_LOGIN: 'token',
      PERIPLUS_KUBERNETES: 'kubeconfig',
      PERIPLUS_KUBECONFIG: kubeconfig,
      ...more,
    });
  beforeEach(() => void inCluster());

  /** What a browser of the token's owner sends along. */
  async function headersOf(token: string): Promise<Record<string, string>> {
    const signedIn = await signIn(await requestAs(null, '/api/session', { method: 'POST', body: { token } }));
    const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const Cookie = cookies.join('; ');
    const who = await whoAmI(await requestAs(null, '/api/session', { headers: { Cookie } }));
    const { session } = (await who.json()) as { session: { token: string } };
    return { Cookie, 'X-Periplus-Token': session.token };
  }

  async function object(headers: Record<string, string>, namespace: string, name: string, body?: object) {
    const params = { group: 'networking.istio.io', kind: 'VirtualService', namespace, name };
    const path = `/api/config/${Object.values(params).join('/')}`;
    const method = body === undefined ? 'GET' : 'PUT';
    const handler = body === undefined ? GET : PUT;
    const request = await requestAs(null, path, { method, headers, ...(body === undefined ? {} : { body }) });
    const response = await handler(request, segments(params));
    return { status: response.status, text: await response.text() };
  }

  async function opened(headers: Record<string, string>, namespace: string, name: string) {
    const { text } = await object(headers, namespace, name);
    return (JSON.parse(text) as { object: { text: string; version: string } }).object;
  }

  it('are kept after a dry run, once, in the user’s own name', async () => {
    const headers = await headersOf(cluster.tokens.grace ?? '');
    const { text, version } = await opened(headers, 'shop', 'cart');
    const changed = text.replace(/^( *)http:\n( *)- /m, '$1http:\n$2- timeout: 3s\n$2  ');
    expect(changed).not.toBe(text);
    const saved = await object(headers, 'shop', 'cart', { text: changed, baseVersion: version });
    expect(saved.status, saved.text).toBe(200);
    const { body } = await cluster.request({ path: ROUTE });
    expect((body as { spec: { http: object[] } }).spec.http[0]).toMatchObject({ timeout: '3s' });
    const writes = (await cluster.audit()).filter(
      ({ verb, requestURI }) => verb === 'update' && requestURI.startsWith(ROUTE),
    );
    expect(new Set(writes.map(({ user }) => user.username))).toEqual(new Set(['grace']));
    expect(writes.filter(({ requestURI }) => requestURI.includes('dryRun=All'))).not.toEqual([]);
    expect(writes.filter(keptSomething)).toHaveLength(1);
  });

  it('are refused in words where the user may not, and what is hidden is not there', async () => {
    const headers = await headersOf(cluster.tokens.grace ?? '');
    const { text, version } = await opened(headers, 'web', 'front');
    const refused = await object(headers, 'web', 'front', { text: `${text}# mine\n`, baseVersion: version });
    expect(refused.status).toBe(403);
    expect(refused.text).toMatch(/grace|web/);
    const hidden = await object(headers, 'vaults', 'loot');
    expect([403, 404]).toContain(hidden.status);
    const forced = await object(headers, 'vaults', 'loot', { text, baseVersion: version });
    expect(forced.status).toBeGreaterThanOrEqual(400);
  });

  it('are all refused where the console is read-only, and nothing is kept in the cluster', async () => {
    inCluster({ PERIPLUS_READ_ONLY: 'true' });
    const before = (await cluster.audit()).length;
    const headers = await headersOf(cluster.adminToken);
    const { text, version } = await opened(headers, 'web', 'front');
    const refused = await object(headers, 'web', 'front', { text: `${text}# mine\n`, baseVersion: version });
    expect(refused.status).toBe(403);
    const since = (await cluster.audit()).slice(before);
    expect(since.length).toBeGreaterThan(0);
    expect(since.filter(keptSomething)).toEqual([]);
  });
});
