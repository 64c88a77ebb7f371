/** A change set over a real API server, of which the quota of a namespace refuses a part that every rehearsal allowed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptSomething } from '@/e2e/servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { createNamespace, installDefinitions, meshDefinitions } from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import type { AuditSink } from '@/lib/access/audit';
import type { Change } from '@/lib/config/changes/change';
import type { ChangesFailure } from '@/lib/config/changes/contract';
import type { ObjectId } from '@/lib/config/store';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { sources } from '@/lib/sources';
import { POST } from './route';

const GROUP = 'networking.istio.io';
const id = (kind: string, name: string): ObjectId => ({ group: GROUP, kind, namespace: 'shop', name });
const RULE = id('DestinationRule', 'cart');
const QUOTAS = '/api/v1/namespaces/shop/resourcequotas';
const COUNT = `count/virtualservices.${GROUP}`;

const rule = (versions: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop, annotations: {team: blue}}
spec:
  host: cart
  subsets: [${[...versions].map((one) => `{name: v${one}, labels: {version: v${one}}}`).join(', ')}]
`;
const route = (name: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [${name}.example.com], http: [{route: [{destination: {host: cart, subset: v2}}]}]}
`;

describe.skipIf(!kubernetesIsBuilt())('a change set over a real cluster', () => {
  let server: KubernetesServer;
  let audits: Record<string, unknown>[];

  beforeAll(async () => {
    server = await startKubernetes();
    const mesh = (await meshDefinitions()).filter(({ spec }) => spec.group === GROUP);
    await installDefinitions(server, mesh);
    await createNamespace(server, 'shop');
    audits = [];
    useTestEnvironment({ PERIPLUS_KUBECONFIG: await server.kubeconfig(server.adminToken) });
    replaceProcessWide<AuditSink>('audit-sink', (line) => audits.push(JSON.parse(line)));
    await allowRoutes(1);
  });
  afterAll(async () => {
    useTestEnvironment();
    // Asking without a cluster lets go of the one before.
    sources();
    await server?.stop();
  });

  /** No controller counts here, so that what is used is written down too. */
  async function allowRoutes(most: number): Promise<void> {
    const metadata = { name: 'routes', namespace: 'shop' };
    const hard = { [COUNT]: String(most) };
    const path = `${QUOTAS}/routes`;
    await server.request({ method: 'DELETE', path, anyStatus: true });
    const body = { apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard } };
    await server.request({ method: 'POST', path: QUOTAS, body });
    await server.request({
      method: 'PATCH',
      path: `${path}/status`,
      contentType: 'application/merge-patch+json',
      body: { status: { hard, used: { [COUNT]: '0' } } },
    });
  }

  const post = async (changes: readonly Change[], rehearse = false) =>
    POST(await requestAs('admin', '/api/config/changes', { method: 'POST', body: { changes, rehearse } }));
  const stored = async (of: ObjectId) => {
    const { objects } = (await sources().config?.list()) ?? { objects: [] };
    return objects.find(({ id: { kind, name } }) => kind === of.kind && name === of.name);
  };

  it('is put back in full where its last part is refused, and goes on from there', async () => {
    expect((await post([{ id: RULE, text: rule('1'), baseVersion: null }])).status).toBe(200);
    const before = await stored(RULE);
    const routes = ['one', 'two'].map((name) => id('VirtualService', name));
    const changes: Change[] = [
      { id: RULE, text: rule('12'), baseVersion: before?.version ?? null },
      ...routes.map((of) => ({ id: of, text: route(of.name), baseVersion: null })),
    ];
    expect((await post(changes, true)).status).toBe(200);

    const refused = await post(changes);
    expect(refused.status).toBe(403);
    const { message, data } = (await refused.json()) as { message: string; data: ChangesFailure };
    expect(message).toContain('VirtualService two in shop was not written');
    expect(message).toContain('exceeded quota');
    expect(message).toContain('Everything is as it was before');
    expect(data).toMatchObject({ failed: { name: 'two' }, notRestored: [] });
    expect(data.restored.map(({ id: of, version }) => [of.name, version === null])).toEqual([
      ['one', true],
      ['cart', false],
    ]);
    const after = await stored(RULE);
    expect(after?.text).toBe(before?.text);
    expect(await stored(routes[0] ?? RULE)).toBeUndefined();
    expect(audits.at(-1)).toMatchObject({ outcome: 'refused' });
    const kept = (await server.audit()).filter(
      (line) => line.userAgent === 'periplus' && keptSomething(line),
    );
    expect(kept.map(({ verb }) => verb)).toEqual(['create', 'update', 'create', 'delete', 'update']);

    await allowRoutes(2);
    const version = data.restored.find(({ id: of }) => of.name === 'cart')?.version ?? null;
    const again = changes.map((change) =>
      change.id === RULE ? { ...change, baseVersion: version } : change,
    );
    expect((await post(again)).status).toBe(200);
    expect((await stored(RULE))?.text).toContain('v2');
  });
});
