import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helmBinary, helmIsBuilt } from '@/e2e/servers/helm/build';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import {
  createNamespace,
  installDefinitions,
  meshDefinitions,
  serviceAccountToken,
  until,
} from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { openCluster } from '@/lib/kubernetes/cluster';
import { CHART, type RenderedObject, renderChart } from './render';

/** Where each kind that the chart makes is created. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  ConfigMap: '/api/v1/namespaces/NS/configmaps',
  ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  Deployment: '/apis/apps/v1/namespaces/NS/deployments',
  HTTPRoute: '/apis/gateway.networking.k8s.io/v1/namespaces/NS/httproutes',
  Ingress: '/apis/networking.k8s.io/v1/namespaces/NS/ingresses',
  NetworkPolicy: '/apis/networking.k8s.io/v1/namespaces/NS/networkpolicies',
  PodDisruptionBudget: '/apis/policy/v1/namespaces/NS/poddisruptionbudgets',
  Role: '/apis/rbac.authorization.k8s.io/v1/namespaces/NS/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings',
  Secret: '/api/v1/namespaces/NS/secrets',
  Service: '/api/v1/namespaces/NS/services',
  ServiceAccount: '/api/v1/namespaces/NS/serviceaccounts',
};

const everything = {
  replicas: 3,
  rights: { namespaces: ['shop'], editor: true, proxyViewer: true },
  login: {
    strategy: 'oidc',
    adminGroups: ['a'],
    oidc: { issuer: 'https://login.example.org', clientId: 'p', clientSecretName: 's', caConfigMap: 'c' },
  },
  settings: { health: {} },
  publicUrl: 'https://mesh.example.org',
  ingress: { enabled: true, className: 'nginx', tlsSecret: 'tls' },
  httpRoute: { enabled: true, parentRefs: [{ name: 'gateway' }] },
  podAnnotations: { a: 'b' },
  nodeSelector: { disk: 'fast' },
  imagePullSecrets: [{ name: 'pull' }],
};

function plain(name: string): readonly RenderedObject[] {
  return loadAll(readFileSync(join('deploy', 'kubernetes', name), 'utf8')) as unknown as RenderedObject[];
}

/** The pod that a Deployment would make. */
function podOf(spec: unknown) {
  const { template } = spec as { template: { metadata: object; spec: Record<string, unknown> } };
  const metadata = { ...template.metadata, name: 'periplus', namespace: 'restricted' };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec };
}

function collectionOf({ kind, metadata }: RenderedObject): string {
  const collection = COLLECTIONS[kind];
  if (collection === undefined) throw new Error(`Where are objects of kind ${kind} created?`);
  return collection.replace('/NS/', `/${metadata.namespace ?? 'istio-system'}/`);
}

describe.skipIf(!helmIsBuilt() || !kubernetesIsBuilt())('on a real API server', () => {
  let server: KubernetesServer;

  beforeAll(async () => {
    server = await startKubernetes();
    await installDefinitions(server, await meshDefinitions());
    await createNamespace(server, 'istio-system');
    await createNamespace(server, 'shop');
    await createNamespace(server, 'restricted', { 'pod-security.kubernetes.io/enforce': 'restricted' });
  });
  afterAll(() => server?.stop());

  it.each([
    ['the chart with its defaults', () => renderChart()],
    ['the chart with everything', () => renderChart({ values: everything })],
    ['periplus.yaml', () => plain('periplus.yaml')],
    ['viewer.yaml', () => plain('viewer.yaml')],
    ['editor.yaml', () => plain('editor.yaml')],
    ['proxy-viewer.yaml', () => plain('proxy-viewer.yaml')],
  ])('%s is taken by a strict dry run', async (_, objects) => {
    for (const object of objects()) {
      const { status, body } = await server.request({
        method: 'POST',
        path: `${collectionOf(object)}?dryRun=All&fieldValidation=Strict`,
        body: object,
        anyStatus: true,
      });
      expect([object.kind, status, status === 201 ? null : body]).toEqual([object.kind, 201, null]);
    }
  });

  it.each([
    ['the chart with everything', () => renderChart({ values: everything })],
    ['periplus.yaml', () => plain('periplus.yaml')],
  ])('%s makes pods that a namespace takes where pod security is restricted', async (_, objects) => {
    const path = '/api/v1/namespaces/restricted/pods?dryRun=All&fieldValidation=Strict';
    const pods = objects().flatMap(({ kind, spec }) => (kind === 'Deployment' ? [podOf(spec)] : []));
    expect(pods).toHaveLength(1);
    for (const body of pods) {
      const { status, body: answer } = await server.request({ method: 'POST', path, body, anyStatus: true });
      expect([status, status === 201 ? null : answer]).toEqual([201, null]);
      // The same with root's rights is refused, so that it was looked at.
      const asRoot = { ...body, spec: { ...body.spec, securityContext: { runAsUser: 0 } } };
      const refused = await server.request({ method: 'POST', path, body: asRoot, anyStatus: true });
      expect([refused.status, JSON.stringify(refused.body)]).toEqual([
        403,
        expect.stringContaining('violates PodSecurity'),
      ]);
    }
  });

  describe('installed by Helm', () => {
    let kubeconfig: string;
    let chart: string;
    const helm = (...command: string[]) => {
      const all = [...command, '--namespace', 'istio-system', '--kubeconfig', kubeconfig];
      const { status, stdout, stderr } = spawnSync(helmBinary(), all, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return stdout;
    };
    const secretPath = '/api/v1/namespaces/istio-system/secrets/mesh-periplus';
    const made = async () => {
      const { body } = await server.request({ path: secretPath });
      return (body as { data: Record<string, string> }).data;
    };
    const left = async () => {
      const label = 'labelSelector=app.kubernetes.io/instance%3Dmesh';
      const kinds = Object.entries(COLLECTIONS);
      const found = await Promise.all(
        kinds.map(async ([kind, collection]) => {
          const path = `${collection.replace('/NS/', '/istio-system/')}?${label}`;
          const { body } = await server.request({ path });
          return (body as { items: unknown[] }).items.map(() => kind);
        }),
      );
      return found.flat();
    };

    // The test's API server does not know its own version, so the chart cannot ask for one.
    beforeAll(() => {
      chart = mkdtempSync(join(tmpdir(), 'periplus-chart-'));
      cpSync(CHART, chart, { recursive: true });
      const file = join(chart, 'Chart.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^kubeVersion:.*$/m, ''));
    });
    afterAll(() => rmSync(chart, { recursive: true }));

    it('makes a password once, keeps it over upgrades, and leaves only that behind', async () => {
      kubeconfig = await server.kubeconfig(server.adminToken, 'helm');
      expect(helm('install', 'mesh', chart)).toContain('get secret mesh-periplus');
      const first = await made();
      expect(Buffer.from(first['admin-password'] ?? '', 'base64').toString()).toMatch(/^\w{24}$/);
      helm('upgrade', 'mesh', chart, '--set', 'rights.editor=true,replicas=2');
      expect(await made()).toEqual(first);
      expect(await left()).toContain('PodDisruptionBudget');
      helm('upgrade', 'mesh', chart, '--set', 'login.strategy=token');
      helm('upgrade', 'mesh', chart);
      expect((await made())['session-secret']).toBe(first['session-secret']);
      helm('uninstall', 'mesh');
      expect(await left()).toEqual(['Secret']);
    });
  });

  describe('with the roles of deploy/kubernetes', () => {
    let token: string;
    const statusOf = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) =>
      (await server.request({ method, path, body, token, anyStatus: true })).status;
    const apply = async (file: string) => {
      for (const body of plain(file))
        await server.request({ method: 'POST', path: collectionOf(body), body });
    };
    const routes = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
    const route = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'reviews' },
      spec: { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews' } }] }] },
    };

    beforeAll(async () => {
      token = await serviceAccountToken(server, 'istio-system', 'periplus');
      await apply('viewer.yaml');
      await until('the viewer may read', async () => (await statusOf('GET', '/api/v1/pods')) === 200);
    });

    it('the viewer reads everything that the console follows, without one gap', async () => {
      const path = await server.kubeconfig(token, 'periplus');
      const cluster = openCluster({
        settings: { kind: 'kubeconfig', path, context: null },
        namespaces: [],
        readOnly: false,
      });
      try {
        const { gaps = [] } = await cluster.store(null).list();
        expect(gaps.filter(({ reason }) => reason !== 'not-installed')).toEqual([]);
      } finally {
        cluster.close();
      }
    });

    it('the viewer reads events, and logs of pods', async () => {
      expect(await statusOf('GET', '/api/v1/namespaces/shop/events')).toBe(200);
      // 404: allowed, but there is no such pod.
      expect(await statusOf('GET', '/api/v1/namespaces/shop/pods/any/log')).toBe(404);
    });

    it.each([
      ['GET', '/api/v1/secrets'],
      ['GET', '/api/v1/namespaces/istio-system/secrets'],
      ['GET', '/api/v1/namespaces/istio-system/secrets/periplus'],
      ['POST', '/api/v1/namespaces/istio-system/serviceaccounts/periplus/token'],
      ['POST', routes],
      ['DELETE', routes],
      ['DELETE', '/api/v1/namespaces/shop/pods'],
      ['POST', '/api/v1/namespaces/shop/pods/any/exec'],
      ['POST', '/api/v1/namespaces/shop/pods/any/portforward'],
    ] as const)('the viewer is refused %s %s', async (method, path) => {
      expect(await statusOf(method, path, method === 'POST' ? route : undefined)).toBe(403);
    });

    it('the editor writes configuration of the mesh, and still reads no secret', async () => {
      await apply('editor.yaml');
      await until('the editor may write', async () => (await statusOf('POST', routes, route)) === 201);
      expect(await statusOf('DELETE', `${routes}/reviews`)).toBe(200);
      expect(await statusOf('GET', '/api/v1/secrets')).toBe(403);
      expect(await statusOf('DELETE', '/api/v1/namespaces/shop')).toBe(403);
      expect(await statusOf('DELETE', '/api/v1/namespaces/shop/services')).toBe(403);
    });

    it('the proxy viewer reaches ports of pods, and runs no command in them', async () => {
      await apply('proxy-viewer.yaml');
      // 404: allowed, but there is no such pod.
      await until('it may forward ports', async () => {
        return (await statusOf('POST', '/api/v1/namespaces/shop/pods/any/portforward')) === 404;
      });
      expect(await statusOf('POST', '/api/v1/namespaces/shop/pods/any/exec?command=id')).toBe(403);
    });
  });
});
