import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptSomething } from '@/e2e/servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import {
  createNamespace,
  grant,
  installDefinitions,
  meshDefinitions,
  serviceAccountToken,
  until,
} from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { describeStoreContract } from '@/lib/config/fixtures/store-contract';
import type { ConfigStore, ObjectId } from '@/lib/config/store';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { Fault } from '@/lib/mesh/fault';
import { type Cluster, openCluster } from './cluster';

const ROUTES = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function route(name: string, namespace = 'shop'): ObjectId {
  return { group: 'networking.istio.io', kind: 'VirtualService', namespace, name };
}

function text(name: string, more = '', namespace = 'shop'): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  hosts: [${name}]
  http:
    - route:
        - destination: {host: ${name}}
${more}`;
}

async function fault(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw new Error(`no fault: ${String(error)}`);
  return error;
}

describe.skipIf(!kubernetesIsBuilt())('a cluster on the real API server', () => {
  let server: KubernetesServer;
  let cluster: Cluster;
  let reading: Cluster;
  let store: ConfigStore;

  beforeAll(async () => {
    server = await startKubernetes({ users: [{ name: 'ann' }] });
    await installDefinitions(server, await meshDefinitions());
    for (const name of ['shop', 'depot', 'secret-place']) await createNamespace(server, name);
    const path = await server.kubeconfig(server.adminToken);
    const settings = { kind: 'kubeconfig', path, context: null } as const;
    cluster = openCluster({ settings, namespaces: [], readOnly: false });
    reading = openCluster({ settings, namespaces: [], readOnly: true });
    store = cluster.store(null);
  });
  afterAll(async () => {
    cluster?.close();
    reading?.close();
    await server?.stop();
  });

  const put = async (path: string, value: unknown) => {
    const { body } = await server.request({ path });
    const { resourceVersion } = (body as { metadata: { resourceVersion: string } }).metadata;
    const object = value as { metadata: object };
    const metadata = { ...object.metadata, resourceVersion };
    await server.request({ method: 'PUT', path, body: { ...object, metadata } });
  };
  const parsed = (own: string) => {
    const read = readYaml(own);
    if (read.kind === 'problems') throw new Error('no YAML');
    return read.value;
  };

  describeStoreContract('A cluster', () => ({
    store,
    readOnly: reading.store(null),
    changeElsewhere: (id, own) => put(`${ROUTES}/${id.name}`, parsed(own)),
    removeElsewhere: async (id) => {
      await server.request({ method: 'DELETE', path: `${ROUTES}/${id.name}` });
    },
  }));

  it('lists what others make, and lets go of what they delete', async () => {
    await server.request({ method: 'POST', path: ROUTES, body: parsed(text('theirs')) });
    const isListed = async () =>
      (await store.list()).objects.some(({ id }) => id.kind === 'VirtualService' && id.name === 'theirs');
    await until('it is listed', isListed);
    await server.request({ method: 'DELETE', path: `${ROUTES}/theirs` });
    await until('it is gone', async () => !(await isListed()));
  });

  it('names each field that the schema does not have, with its line', async () => {
    const bad = text('strict').replace('  hosts: [strict]', '  hosts: [strict]\n  hots: [strict]');
    const refusal = await fault(store.save(route('strict'), bad, null));
    expect(refusal).toMatchObject({ code: 'invalid-object', issues: [{ path: ['spec', 'hots'], line: 8 }] });
  });

  it('passes on what the schema refuses, field by field', async () => {
    const bad = text('refused', '      retries: {attempts: many}\n');
    const refusal = await fault(store.save(route('refused'), bad, null));
    expect(refusal.code).toBe('invalid-object');
    expect(refusal.issues).toContainEqual(
      expect.objectContaining({ path: ['spec', 'http', 0, 'retries', 'attempts'], line: 11 }),
    );
  });

  it('says which versions there are when a text is written in another', async () => {
    const old = text('old').replace('networking.istio.io/v1', 'networking.istio.io/v2');
    const refusal = await fault(store.save(route('old'), old, null));
    expect(refusal).toMatchObject({ code: 'invalid-object', issues: [{ path: ['apiVersion'] }] });
    expect(refusal.message).toContain('v1beta1');
  });

  it('has no object of a kind that is not installed, and says that the kind is not', async () => {
    const id: ObjectId = { group: 'argoproj.io', kind: 'Rollout', namespace: 'shop', name: 'a' };
    expect(await fault(store.get(id))).toMatchObject({ code: 'not-found', source: undefined });
    const rollout = text('a')
      .replace('networking.istio.io/v1', 'argoproj.io/v1')
      .replace('VirtualService', 'Rollout');
    const refusal = await fault(store.save(id, rollout, null));
    expect(refusal.message).toContain('does not have the kind Rollout');
  });

  it('saves a text in an older version, and keeps showing the newer', async () => {
    const old = text('beta').replace('networking.istio.io/v1', 'networking.istio.io/v1beta1');
    const saved = await store.save(route('beta'), old, null);
    expect(saved.apiVersion).toBe('networking.istio.io/v1');
  });

  it('does not take a change of status for a change by somebody', async () => {
    const { version } = await store.save(route('status'), text('status'), null);
    const { body } = await server.request({ path: `${ROUTES}/status` });
    const status = { conditions: [{ type: 'Reconciled', status: 'True' }] };
    await server.request({
      method: 'PUT',
      path: `${ROUTES}/status/status`,
      body: { ...(body as object), status },
    });
    await store.save(route('status'), text('status', '      timeout: 3s\n'), version);
    const after = await server.request({ path: `${ROUTES}/status` });
    expect(after.body).toMatchObject({ status, spec: { http: [{ timeout: '3s' }] } });
  });

  it('neither shows nor loses what kubectl remembers, and shows who changed the object', async () => {
    const applied = parsed(text('applied')) as { metadata: Record<string, unknown> };
    applied.metadata.annotations = { [LAST_APPLIED]: '{"password":"hunter2"}', note: 'a' };
    await server.request({ method: 'POST', path: `${ROUTES}?fieldManager=helm`, body: applied });
    const got = await store.get(route('applied'));
    expect(JSON.stringify([got.text, got.value])).not.toContain('hunter2');
    expect(got.text).not.toMatch(/managedFields|resourceVersion|uid|creationTimestamp/);
    expect(JSON.stringify(got.value)).toContain('"manager":"helm"');
    await store.save(route('applied'), text('applied'), got.version);
    const { body } = await server.request({ path: `${ROUTES}/applied` });
    expect(body).toMatchObject({
      metadata: { annotations: { [LAST_APPLIED]: '{"password":"hunter2"}' } },
    });
    expect(JSON.stringify(body)).not.toContain('"note"');
  });

  it('neither reads nor writes Secrets', async () => {
    const id: ObjectId = { group: '', kind: 'Secret', namespace: 'shop', name: 'tls' };
    const data = { password: Buffer.from('hunter2').toString('base64') };
    const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tls' }, data };
    await server.request({ method: 'POST', path: '/api/v1/namespaces/shop/secrets', body });
    expect((await fault(store.get(id))).code).toBe('forbidden');
    expect((await fault(store.remove(id, '1'))).code).toBe('forbidden');
    expect((await store.list()).objects.some(({ id: { kind } }) => kind === 'Secret')).toBe(false);
    const listings = (await server.audit()).filter(
      ({ objectRef, verb, userAgent }) =>
        objectRef?.resource === 'secrets' && userAgent === 'periplus' && verb !== 'get',
    );
    expect(listings).toEqual([]);
  });

  it('shows a user what that user may read, and writes by that user’s rights', async () => {
    for (const name of ['shop', 'depot', 'secret-place'])
      await server.request({
        method: 'POST',
        path: `/apis/networking.istio.io/v1/namespaces/${name}/virtualservices`,
        body: parsed(text('seen', '', name)),
      });
    const token = await serviceAccountToken(server, 'shop', 'developer');
    const to = { kind: 'ServiceAccount', namespace: 'shop', name: 'developer' } as const;
    const resources = ['virtualservices'];
    const rule = (verbs: string[]) => [{ apiGroups: ['networking.istio.io'], resources, verbs }];
    await grant(server, { name: 'dev', namespace: 'shop', rules: rule(['*']), to });
    await grant(server, { name: 'dev', namespace: 'depot', rules: rule(['get', 'list', 'watch']), to });
    const own = cluster.store(token);
    await until('the rights hold', async () => (await own.list()).objects.length > 0);
    const { objects, gaps } = await own.list();
    const seen = new Set(objects.map(({ id }) => `${id.kind} ${id.namespace}`));
    expect([...seen].sort()).toEqual(['VirtualService depot', 'VirtualService shop']);
    expect(gaps?.map(({ reason }) => reason)).toContain('forbidden');
    const mine = await own.get(route('seen'));
    await own.save(route('seen'), text('seen', '      timeout: 4s\n'), mine.version);
    const theirs = await own.get(route('seen', 'depot'));
    const refusal = await fault(own.save(route('seen', 'depot'), text('seen', '', 'depot'), theirs.version));
    expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringContaining('developer') });
    expect((await fault(own.get(route('seen', 'secret-place')))).code).toBe('forbidden');
    const writers = (await server.audit())
      .filter((line) => line.objectRef?.name === 'seen' && line.verb === 'update' && keptSomething(line))
      .map(({ user }) => user.username);
    expect(writers).toEqual(['system:serviceaccount:shop:developer']);
  });

  it('sends a user whose token is no longer good to sign in again', async () => {
    const stranger = cluster.store('nonsense');
    expect((await fault(stranger.list())).code).toBe('unauthenticated');
    expect((await fault(stranger.get(route('seen')))).code).toBe('unauthenticated');
    const { version } = await store.get(route('seen'));
    expect((await fault(stranger.save(route('seen'), text('seen'), version))).code).toBe('unauthenticated');
  });

  it('has written nothing that lasts where it may only read', async () => {
    const readOnly = reading.store(null);
    const before = (await server.audit()).filter(keptSomething).length;
    const { version } = await readOnly.get(route('seen'));
    expect((await fault(readOnly.save(route('seen'), text('seen'), version))).code).toBe('read-only');
    await readOnly.list();
    expect((await server.audit()).filter(keptSomething)).toHaveLength(before);
  });

  it('goes on showing what it knew while the API server is away, says so, and catches up', async () => {
    await store.list();
    await server.stopApi();
    await until('it is said', async () => {
      const { gaps } = await store.list();
      return gaps?.some(({ reason }) => reason === 'outdated') ?? false;
    });
    expect((await store.list()).objects.some(({ id }) => id.name === 'seen')).toBe(true);
    const { version } = await store.get(route('seen'));
    const refusal = await fault(store.save(route('seen'), text('seen'), version));
    expect(refusal.code).toBe('source-unreachable');
    await expect(cluster.probe()).rejects.toMatchObject({ code: 'source-unreachable' });
    await server.startApi();
    await server.request({ method: 'POST', path: ROUTES, body: parsed(text('later')) });
    await until('it has caught up', async () => {
      const { objects, gaps } = await store.list();
      return (
        objects.some(({ id }) => id.name === 'later') && !gaps?.some(({ reason }) => reason === 'outdated')
      );
    });
  });
});
