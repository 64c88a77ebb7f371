/**
 * The image of the Dockerfile against a real API server, Prometheus and Jaeger, with the account and the roles that its
 * manifests give it. `deploy/build-image-locally` makes the image; where it was not run these are skipped.
 */
import { readFileSync, statSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageIsBuilt, type RunningImage, startImage } from './servers/image';
import { sendSpans } from './servers/jaeger/otlp';
import { type JaegerServer, jaegerIsBuilt, startJaeger } from './servers/jaeger/start';
import { keptSomething } from './servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from './servers/kubernetes/build';
import { createNamespace, serviceAccountToken, until } from './servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from './servers/kubernetes/start';
import { remoteWrite } from './servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from './servers/prometheus/start';
import { fillCluster, newestSeconds, series, spans, TRACE } from './servers/three-namespaces';

const ACCOUNT = 'system:serviceaccount:istio-system:periplus';
const PASSWORD = 'a long password of a test';
const ROUTE = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices/cart';
const PAGE = '/api/config/networking.istio.io/VirtualService/shop/cart';
const COLLECTIONS: Readonly<Record<string, string>> = {
  ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  Role: '/apis/rbac.authorization.k8s.io/v1/namespaces/istio-system/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/namespaces/istio-system/rolebindings',
};

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong one fails there
  readonly body: any;
}

describe.skipIf(!imageIsBuilt() || !kubernetesIsBuilt() || !jaegerIsBuilt())('the image', () => {
  let cluster: KubernetesServer;
  let prometheus: RunningPrometheus;
  let jaeger: JaegerServer;
  let image: RunningImage;
  let cookie = '';
  let proof = '';

  async function ask(path: string, method = 'GET', body?: object): Promise<Answer> {
    const response = await fetch(image.url + path, {
      method,
      headers: {
        Cookie: cookie,
        Origin: image.url,
        'X-Periplus-Token': proof,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const set = response.headers.getSetCookie().map((one) => one.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  }

  beforeAll(async () => {
    [cluster, prometheus, jaeger] = await Promise.all([
      startKubernetes({ users: [{ name: 'grace' }] }),
      startPrometheus(),
      startJaeger(),
    ]);
    const now = newestSeconds();
    await Promise.all([
      fillCluster(cluster).then(() => createNamespace(cluster, 'istio-system')),
      remoteWrite(prometheus.url, series(now)),
      sendSpans(jaeger.otlpUrl, spans(now)),
    ]);
    const token = await serviceAccountToken(cluster, 'istio-system', 'periplus');
    for (const file of ['viewer.yaml', 'editor.yaml']) {
      for (const role of loadAll(readFileSync(`deploy/kubernetes/${file}`, 'utf8')) as { kind: string }[]) {
        const path = COLLECTIONS[role.kind];
        if (path !== undefined) await cluster.request({ method: 'POST', path, body: role });
      }
    }
    await until('the account may read', async () => {
      return (await cluster.request({ path: '/api/v1/pods', token, anyStatus: true })).status === 200;
    });
    image = await startImage(
      {
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(cluster.port),
        PERIPLUS_KUBERNETES: 'in-cluster',
        PERIPLUS_PROMETHEUS_URL: prometheus.url,
        PERIPLUS_JAEGER_URL: jaeger.queryUrl.href,
        PERIPLUS_ADMIN_PASSWORD: PASSWORD,
        PERIPLUS_SESSION_SECRET: 'a secret of the test of the image, 0123456789',
      },
      { namespace: 'istio-system', token, ca: cluster.caPem },
    );
  }, 240_000);

  afterAll(async () => {
    await image?.[Symbol.asyncDispose]();
    await Promise.all([cluster?.stop(), prometheus?.stop(), jaeger?.stop()]);
  });

  it('runs without root, without a capability, and on a root that nobody can write to', async () => {
    const status = readFileSync(`/proc/${image.pid}/status`, 'utf8');
    expect(/^Uid:\s+(.*)$/m.exec(status)?.[1]).toBe('65532\t65532\t65532\t65532');
    expect(/^CapEff:\s+(\w+)$/m.exec(status)?.[1]).toMatch(/^0+$/);
    const mounts = readFileSync(`/proc/${image.pid}/mountinfo`, 'utf8').trim().split('\n');
    const places = mounts.map((line) => line.split(' ')).map((words) => [words[4], words[5]?.split(',')[0]]);
    expect(places.filter(([place, how]) => place !== '/proc' && how !== 'ro')).toEqual([]);
    expect(places.map(([place]) => place)).toContain('/');
    expect(statSync(`/proc/${image.pid}/root/periplus/server.js`).uid).toBe(0);
  });

  it('is healthy and ready', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  it('lets nobody in without the password, and the administrator with it', async () => {
    expect((await ask('/api/graph?last=600')).status).toBe(401);
    expect((await ask('/api/session', 'POST', { user: 'admin', password: 'admin' })).status).toBe(401);
    const signedIn = await ask('/api/session', 'POST', { user: 'admin', password: PASSWORD });
    expect(signedIn.status).toBe(200);
    proof = signedIn.body.session.token;
    expect(signedIn.body.session).toMatchObject({ role: 'admin', rights: 'console' });
  });

  it('keeps idle connections for longer than proxies in front keep theirs', async () => {
    const { headers } = await fetch(`${image.url}/healthz`);
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });

  it('serves its pages, their scripts and their fonts', async () => {
    const page = await ask('/graph?last=600');
    expect(page.status).toBe(200);
    const files = [
      ...new Set([...String(page.body).matchAll(/\/_next\/static\/[^"'\\ )]+/g)].map(([path]) => path)),
    ];
    expect(files.length).toBeGreaterThan(5);
    const statuses = await Promise.all(files.map(async (path) => (await fetch(image.url + path)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('draws the graph from Prometheus, with what the cluster knows', async () => {
    const { status, body } = await ask('/api/graph?last=600&mtls=true');
    expect(status, JSON.stringify(body)).toBe(200);
    const names = (body.nodes as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['cart', 'front', 'loot']));
    expect(body.edges.length).toBeGreaterThan(3);
  });

  it('shows a trace of Jaeger', async () => {
    const { status, body } = await ask(`/api/traces/${TRACE}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('front.web');
  });

  it('lists what the cluster holds, without one right missing', async () => {
    const { status, body } = await ask('/api/inventory/services?last=600');
    expect(status).toBe(200);
    expect((body.rows as { name: string }[]).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['cart', 'front', 'loot']),
    );
    expect(body.warnings).toEqual([]);
  });

  it('rehearses a change, which keeps nothing, then saves it, by the name of its account', async () => {
    const { object } = (await ask(PAGE)).body;
    const text = (object.text as string).replace(
      'http:',
      'http:\n    - timeout: 3s\n      match:\n        - uri:\n            prefix: /slow\n      route:\n        - destination:\n            host: cart.shop.svc.cluster.local',
    );
    const id = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' };
    const before = (await cluster.audit()).length;
    const rehearsed = await ask('/api/config/changes', 'POST', {
      changes: [{ id, text, baseVersion: object.version }],
      rehearse: true,
    });
    expect(rehearsed.status, JSON.stringify(rehearsed.body)).toBe(200);
    expect((await cluster.audit()).slice(before).filter(keptSomething)).toEqual([]);
    const saved = await ask(PAGE, 'PUT', { text, baseVersion: object.version });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    const stored = (await cluster.request({ path: ROUTE })).body as {
      spec: { http: { timeout?: string }[] };
    };
    expect(stored.spec.http[0]?.timeout).toBe('3s');
    const kept = (await cluster.audit()).slice(before).filter(keptSomething);
    expect(kept.map(({ user, verb }) => [user.username, verb])).toEqual([[ACCOUNT, 'update']]);
    expect(image.log()).toMatch(/"audit"|VirtualService/);
  });

  it('ends by itself when it is told to, after what it was asked', async () => {
    // 128 and the signal's number, by which Next says that it was told to.
    expect(await image.terminate()).toBe(143);
    expect(image.log()).toContain('"msg":"stopping"');
  });
});
