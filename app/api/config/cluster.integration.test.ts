import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as GET_SOURCES } from '@/app/api/sources/route';
import { GET as GET_METRICS } from '@/app/metrics/route';
import { keptSomething } from '@/e2e/servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { createNamespace, installDefinitions, meshDefinitions } from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import type { AuditSink } from '@/lib/access/audit';
import type { ConfigList, ConfigObject } from '@/lib/config/contract';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { sources } from '@/lib/sources';
import { DELETE, GET as GET_OBJECT, PUT } from './[group]/[kind]/[namespace]/[name]/route';
import { GET as GET_LIST } from './route';

const PLACE = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'bookinfo',
  name: 'reviews',
};
const URL_OF = '/api/config/networking.istio.io/VirtualService/bookinfo/reviews';
const TEXT = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  http: [{route: [{destination: {host: reviews}}]}]
`;

describe.skipIf(!kubernetesIsBuilt())('the API of configuration over a real cluster', () => {
  let server: KubernetesServer;
  let kubeconfig: string;
  let audits: Record<string, unknown>[];

  beforeAll(async () => {
    server = await startKubernetes();
    const mesh = (await meshDefinitions()).filter(({ spec }) => spec.group === PLACE.group);
    await installDefinitions(server, mesh);
    await createNamespace(server, 'bookinfo', { 'istio-injection': 'enabled' });
    kubeconfig = await server.kubeconfig(server.adminToken);
    audits = [];
    useTestEnvironment({ PERIPLUS_KUBECONFIG: kubeconfig });
    replaceProcessWide<AuditSink>('audit-sink', (line) => audits.push(JSON.parse(line)));
  });
  afterAll(async () => {
    useTestEnvironment();
    // Asking without a cluster lets go of the one before.
    sources();
    await server?.stop();
  });

  const put = async (body: unknown) =>
    PUT(await requestAs('admin', URL_OF, { method: 'PUT', body }), segments(PLACE));
  const versionIn = async (): Promise<string | undefined> => {
    const text = await (await GET_METRICS()).text();
    return text.split('\n').find((line) => line.startsWith('periplus_object_version{'));
  };

  it('creates, shows, changes and deletes an object, each with an audit line', async () => {
    expect((await put({ text: TEXT, baseVersion: null })).status).toBe(200);
    const list = (await (await GET_LIST(await requestAs('viewer', '/api/config'))).json()) as ConfigList;
    expect(list.objects).toMatchObject([{ id: { name: 'reviews' }, manager: 'periplus' }]);
    expect(list.warnings).toEqual([]);
    const got = await GET_OBJECT(await requestAs('viewer', URL_OF), segments(PLACE));
    const { object } = (await got.json()) as ConfigObject;
    const before = await versionIn();
    const text = object.text.replace('- reviews\n', '- reviews\n    - reviews.example.org\n');
    expect((await put({ text, baseVersion: object.version })).status).toBe(200);
    expect((await put({ text, baseVersion: object.version })).status).toBe(409);
    expect(before).toContain('object_name="reviews"');
    expect(await versionIn()).not.toBe(before);
    const again = await GET_OBJECT(await requestAs('viewer', URL_OF), segments(PLACE));
    const { version } = ((await again.json()) as ConfigObject).object;
    const gone = await DELETE(
      await requestAs('admin', `${URL_OF}?version=${encodeURIComponent(version)}`, { method: 'DELETE' }),
      segments(PLACE),
    );
    expect(gone.status).toBeLessThan(300);
    const writes = audits.filter(({ outcome }) => outcome === 'done').length;
    expect(writes).toBe(3);
    const kept = (await server.audit()).filter(
      (line) => line.userAgent === 'periplus' && keptSomething(line),
    );
    expect(kept.map(({ verb }) => verb)).toEqual(['create', 'update', 'delete']);
  });

  it('says how the cluster does', async () => {
    const states = async () =>
      (await (await GET_SOURCES(await requestAs('viewer', '/api/sources'))).json()).sources;
    expect(await states()).toContainEqual(expect.objectContaining({ source: 'kubernetes', state: 'ok' }));
  });

  it('knows the mesh from the cluster’s objects', async () => {
    const facts = await sources().meshFacts?.facts();
    expect(facts).toBeDefined();
  });
});
