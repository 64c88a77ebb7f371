import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptSomething } from './audit-log';
import { kubernetesIsBuilt } from './build';
import {
  createNamespace,
  grant,
  installDefinitions,
  meshDefinitions,
  serviceAccountToken,
  until,
} from './objects';
import { type KubernetesServer, startKubernetes } from './start';

const RESOURCE = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
const route = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'reviews' },
  spec: { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews' } }] }] },
};

describe.skipIf(!kubernetesIsBuilt())('the real API server', () => {
  let server: KubernetesServer;

  beforeAll(async () => {
    server = await startKubernetes({ users: [{ name: 'ann', groups: ['team-a'] }] });
    await installDefinitions(server, await meshDefinitions());
    await createNamespace(server, 'shop');
  });
  afterAll(() => server?.stop());

  it('serves the mesh kinds of Istio and of the Gateway API', async () => {
    const { body } = await server.request({ path: '/apis' });
    const groups = (body as { groups: { name: string }[] }).groups.map(({ name }) => name);
    expect(groups).toEqual(
      expect.arrayContaining(['networking.istio.io', 'security.istio.io', 'gateway.networking.k8s.io']),
    );
  });

  it('validates by the real schemas', async () => {
    const bad = { ...route, spec: { hosts: ['a'], http: [{ retries: { attempts: 'many' } }] } };
    const answer = await server.request({ method: 'POST', path: RESOURCE, body: bad, anyStatus: true });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('spec.http[0].retries.attempts');
  });

  it('lets a user and a service account do what RBAC says, and nothing else', async () => {
    const token = await serviceAccountToken(server, 'shop', 'reader');
    const rules = [{ apiGroups: ['networking.istio.io'], resources: ['*'], verbs: ['get', 'list'] }];
    await grant(server, {
      name: 'read-routes',
      namespace: 'shop',
      rules,
      to: { kind: 'ServiceAccount', namespace: 'shop', name: 'reader' },
    });
    await grant(server, {
      name: 'team-a',
      namespace: null,
      rules,
      to: { kind: 'Group', name: 'team-a' },
    });
    for (const bearer of [token, server.tokens.ann ?? '']) {
      await until('the role holds', async () => {
        return (await server.request({ path: RESOURCE, token: bearer, anyStatus: true })).status === 200;
      });
      const write = { method: 'POST', path: RESOURCE, body: route, anyStatus: true } as const;
      expect((await server.request({ ...write, token: bearer })).status).toBe(403);
    }
    const everywhere = '/apis/networking.istio.io/v1/virtualservices';
    expect((await server.request({ path: everywhere, token, anyStatus: true })).status).toBe(403);
    expect((await server.request({ path: everywhere, token: 'nonsense', anyStatus: true })).status).toBe(401);
  });

  it('keeps an audit log that tells a dry run from a write', async () => {
    await server.request({ method: 'POST', path: `${RESOURCE}?dryRun=All`, body: route });
    await server.request({ method: 'POST', path: RESOURCE, body: route });
    const writes = (await server.audit()).filter(
      ({ verb, requestURI, responseStatus }) =>
        verb === 'create' && requestURI.startsWith(RESOURCE) && responseStatus?.code === 201,
    );
    expect(writes.map(keptSomething)).toEqual([false, true]);
  });

  it('keeps what was stored over a fall of the API server', async () => {
    await server.stopApi();
    await expect(server.request({ path: '/readyz' })).rejects.toThrow();
    await server.startApi();
    const { body } = await server.request({ path: '/api/v1/namespaces/shop' });
    expect(body).toMatchObject({ metadata: { name: 'shop' } });
  });

  it('ends when told', async () => {
    await using second = await startKubernetes();
    const { pid } = second;
    await second.stop();
    expect(() => process.kill(pid, 0)).toThrow();
  });
});
