import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { createNamespace, grant, serviceAccountToken } from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { describeDashboardStore, sampleDashboard } from '@/lib/dashboards/library/fixtures/store-contract';
import { clusterAccount } from './account';
import { type KubernetesClient, kubernetesClient } from './client';
import { dashboardMaps, grafanaMaps } from './dashboard-maps';
import { MAP_LIMIT } from './dashboard-object';

describe.skipIf(!kubernetesIsBuilt())('dashboards as ConfigMaps on the real API server', () => {
  let server: KubernetesServer;
  let client: KubernetesClient;
  let made = 0;

  beforeAll(async () => {
    server = await startKubernetes();
    const path = await server.kubeconfig(server.adminToken);
    client = kubernetesClient(clusterAccount({ kind: 'kubeconfig', path, context: null }));
    await createNamespace(server, 'boards');
    await createNamespace(server, 'elsewhere');
  }, 120_000);
  afterAll(() => server?.stop());

  const create = (namespace: string, name: string, labels: object, data: object) =>
    client.json({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/configmaps`,
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data },
    });

  describeDashboardStore(async () => {
    made += 1;
    const namespace = `store-${made}`;
    await createNamespace(server, namespace);
    return dashboardMaps(client, namespace);
  });

  it('reads what others put there, changes it where it is, and keeps what it was', async () => {
    const store = dashboardMaps(client, 'boards');
    const theirs = { uid: 'theirs', title: 'Theirs', schemaVersion: 39, panels: [] };
    const data = { 'a.json': JSON.stringify(theirs), 'b.json': '[]', 'c.txt': 'words' };
    await create('boards', 'put-by-hand', { 'periplus.dev/dashboard': 'yes' }, data);
    const { dashboards, unreadable } = await store.list();
    expect(dashboards.map(({ dashboard }) => dashboard.title)).toEqual(['Theirs']);
    expect(unreadable.map(({ file }) => file)).toEqual(['ConfigMap boards/put-by-hand b.json']);
    const before = await store.get('theirs');
    const dashboard = sampleDashboard('theirs', 'Mine');
    const saved = await store.save(dashboard, before?.version ?? null, 'ann');
    expect((await store.list()).dashboards).toHaveLength(1);
    expect((await store.versions('theirs')).map(({ by }) => by)).toEqual(['ann', '']);
    expect((await store.atVersion('theirs', before?.version ?? ''))?.title).toBe('Theirs');
    await store.remove('theirs', saved.version);
    const left = (await client.json({
      path: '/api/v1/namespaces/boards/configmaps/put-by-hand',
    })) as { readonly data: object };
    expect(Object.keys(left.data)).toEqual(['b.json', 'c.txt']);
  });

  it('refuses what a ConfigMap cannot hold before it asks', async () => {
    const store = dashboardMaps(client, 'boards');
    const own = sampleDashboard('large');
    const description = 'x'.repeat(10_000);
    const [section] = own.sections;
    const [panel] = section?.panels ?? [];
    if (section === undefined || panel === undefined) throw new Error('no panel');
    const panels = Array.from({ length: Math.ceil(MAP_LIMIT.bytes / 10_000) }, (_, at) => ({
      ...panel,
      id: at + 1,
      description,
    }));
    const large = { ...own, sections: [{ ...section, panels }] };
    await expect(store.save(large, null, 'ann')).rejects.toMatchObject({
      code: 'too-large',
      hint: expect.stringContaining('1 MiB'),
    });
    expect(await store.get('large')).toBeNull();
  });

  it('shows what the sidecar of Grafana loads, as far as the rights reach', async () => {
    const json = (uid: string) => JSON.stringify({ uid, title: uid, schemaVersion: 39, panels: [] });
    await create('boards', 'near', { grafana_dashboard: '1' }, { 'near.json': json('near') });
    await create('elsewhere', 'far', { grafana_dashboard: '1' }, { 'far.json': json('far') });
    const titles = async (of: KubernetesClient) =>
      (await grafanaMaps(of, 'boards').list()).dashboards.map(({ dashboard }) => dashboard.title).sort();
    expect(await titles(client)).toEqual(['far', 'near']);
    const token = await serviceAccountToken(server, 'boards', 'limited');
    const limited = client.as(token);
    expect(await titles(limited)).toEqual([]);
    await grant(server, {
      name: 'reads-maps',
      namespace: 'boards',
      to: { kind: 'ServiceAccount', namespace: 'boards', name: 'limited' },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }],
    });
    await expect.poll(() => titles(limited)).toEqual(['near']);
  });

  it('leaves the others to those who may not read or write the saved ones', async () => {
    const token = await serviceAccountToken(server, 'elsewhere', 'stranger');
    const store = dashboardMaps(client.as(token), 'boards');
    expect((await store.list()).unreadable).toMatchObject([{ file: 'namespace boards' }]);
    expect(await store.get('near')).toBeNull();
    await expect(store.save(sampleDashboard('own'), null, 'stranger')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
