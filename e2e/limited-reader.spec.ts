/**
 * In a cluster, with a real API server, Prometheus and Jaeger: somebody signs in with a token of their own, sees the two
 * namespaces that they may see, changes a route through a dry run, and is refused elsewhere in words. Read-only keeps
 * nothing, as the API server's audit log says.
 */
import type { Page } from '@playwright/test';
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import { expect, test } from './fixtures';
import { sendSpans } from './servers/jaeger/otlp';
import { type JaegerServer, jaegerIsBuilt, startJaeger } from './servers/jaeger/start';
import { keptSomething } from './servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from './servers/kubernetes/build';
import { grant, serviceAccountToken } from './servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from './servers/kubernetes/start';
import { remoteWrite } from './servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from './servers/prometheus/start';
import { fillCluster, HIDDEN_TRACE, newestSeconds, series, spans } from './servers/three-namespaces';

test.skip(
  !kubernetesIsBuilt() || !jaegerIsBuilt(),
  'kube-apiserver or Jaeger is not built here: it needs Go.',
);

const ROUTE = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices/cart';
const HIDDEN = /loot|vaults/i;

let cluster: KubernetesServer;
let prometheus: RunningPrometheus;
let jaeger: JaegerServer;
let settings: Readonly<Record<string, string>>;
/** By their own tokens. */
let periplus: ConsoleServer;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  [cluster, prometheus, jaeger] = await Promise.all([
    startKubernetes({ users: [{ name: 'grace' }] }),
    startPrometheus(),
    startJaeger(),
  ]);
  const now = newestSeconds();
  await Promise.all([
    fillCluster(cluster),
    remoteWrite(prometheus.url, series(now)),
    sendSpans(jaeger.otlpUrl, spans(now)),
  ]);
  settings = {
    PERIPLUS_KUBERNETES: 'kubeconfig',
    PERIPLUS_KUBECONFIG: await cluster.kubeconfig(cluster.adminToken, 'console'),
    PERIPLUS_PROMETHEUS_URL: prometheus.url,
    PERIPLUS_JAEGER_URL: jaeger.queryUrl.href,
    PERIPLUS_SESSION_SECRET: 'a secret of the browser tests, 0123456789',
  };
  periplus = await startConsole({ ...settings, PERIPLUS_DEMO_LOGIN: '', PERIPLUS_LOGIN: 'token' });
});

test.afterAll(async () => {
  await periplus?.[Symbol.asyncDispose]();
  await Promise.all([cluster?.stop(), prometheus?.stop(), jaeger?.stop()]);
});

async function signIn(page: Page, at: ConsoleServer, token: string, next: string): Promise<void> {
  await page.goto(`${at.url}/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
}

const grace = () => cluster.tokens.grace ?? '';

/** `spec.http[0].timeout` of the route in shop, as the API server has it. */
async function timeoutOfRoute(): Promise<string | undefined> {
  const { body } = await cluster.request({ path: ROUTE });
  return (body as { spec: { http: { timeout?: string }[] } }).spec.http[0]?.timeout;
}

/** Sends a write as the page would, with the proof against forgery. */
async function put(page: Page, at: ConsoleServer, path: string, body: object) {
  const { session } = await (await page.request.get(`${at.url}/api/session`)).json();
  return page.request.put(`${at.url}${path}`, {
    headers: { Origin: at.url, 'X-Periplus-Token': session.token },
    data: body,
  });
}

test.describe('A token with rights in two namespaces', () => {
  test('shows these two, and says so', async ({ page, expectAccessible }) => {
    test.slow();
    await signIn(page, periplus, grace(), '/graph?last=600');
    await expect(page.getByRole('button', { name: '2 namespaces are shown' })).toBeVisible();
    await page.getByRole('button', { name: '2 namespaces are shown' }).click();
    await expect(page.getByText('shop, web')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    for (const path of ['/namespaces', '/workloads', '/services', '/config', '/traces']) {
      await page.goto(`${periplus.url}${path}?last=600`);
      await expect(page.getByRole('main')).toContainText(/cart|shop|web/);
      expect(await page.content()).not.toMatch(HIDDEN);
    }
    const trace = await page.request.get(`${periplus.url}/api/traces/${HIDDEN_TRACE}`);
    expect(trace.status()).toBe(404);
  });

  test('changes a route where it may, through a dry run, by the user’s own name', async ({ page }) => {
    await signIn(page, periplus, grace(), '/config/networking.istio.io/VirtualService/shop/cart');
    const editor = page.getByRole('textbox', { name: /^YAML of/ });
    // Nothing may be typed before the cluster has said that it may be saved.
    await expect(page.getByRole('button', { name: 'Assistants' })).toBeVisible();
    await editor.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(`apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
spec:
  hosts:
    - cart
  http:
    - timeout: 3s
      route:
        - destination:
            host: cart.shop.svc.cluster.local
`);
    await page.getByRole('button', { name: 'Review and save' }).click();
    const dialog = page.getByRole('dialog', { name: /^Save VirtualService cart/ });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(timeoutOfRoute).toBe('3s');
    const written = (await cluster.audit()).filter(
      ({ verb, requestURI }) => verb === 'update' && requestURI.startsWith(ROUTE),
    );
    expect(written.map(({ user }) => user.username)).toEqual(written.map(() => 'grace'));
    expect(written.some(({ requestURI }) => requestURI.includes('dryRun=All'))).toBe(true);
    expect(written.filter(keptSomething)).toHaveLength(1);
  });

  test('is refused elsewhere in words', async ({ page, consoleGate }) => {
    consoleGate.allow(/40[34]/);
    await signIn(page, periplus, grace(), '/config/networking.istio.io/VirtualService/web/front');
    await expect(page.getByText(/grace may not .*VirtualService in web/).first()).toBeVisible();
    const front = await page.request.get(
      `${periplus.url}/api/config/networking.istio.io/VirtualService/web/front`,
    );
    const { object } = await front.json();
    const refused = await put(page, periplus, '/api/config/networking.istio.io/VirtualService/web/front', {
      text: object.text,
      baseVersion: object.version,
    });
    expect(refused.status(), await refused.text()).toBe(403);
    expect(await refused.text()).toMatch(/web/);
    const hidden = await page.request.get(
      `${periplus.url}/api/config/networking.istio.io/VirtualService/vaults/loot`,
    );
    expect([403, 404]).toContain(hidden.status());
  });
});

test('a token that ends in mid-session leads to the sign-in, and what was typed is kept', async ({
  page,
  consoleGate,
}) => {
  test.slow();
  consoleGate.allow(/401/);
  const account = { kind: 'ServiceAccount', namespace: 'shop', name: 'passing' } as const;
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
  await grant(cluster, { name: 'passing', namespace: 'shop', rules, to: account });
  const path = '/config/networking.istio.io/VirtualService/shop/cart';
  await signIn(page, periplus, await serviceAccountToken(cluster, 'shop', 'passing'), path);
  await expect(page.getByRole('button', { name: 'Assistants' })).toBeVisible();
  await page.getByRole('textbox', { name: /^YAML of/ }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('# kept over the sign-in');
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();

  await cluster.request({ method: 'DELETE', path: '/api/v1/namespaces/shop/serviceaccounts/passing' });
  await page.waitForURL((url) => url.pathname === '/login', { timeout: 90_000 });
  await page.getByLabel('Token', { exact: true }).fill(await serviceAccountToken(cluster, 'shop', 'passing'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === path);
  await expect(page.getByText('Your unsaved changes from before are back.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^YAML of/ })).toContainText('# kept over the sign-in');
});

test('an admin by password sees all by the console’s own account', async ({ page }) => {
  test.slow();
  const byPassword = await startConsole(settings);
  try {
    await page.request.post(`${byPassword.url}/api/session`, {
      headers: { Origin: byPassword.url },
      data: { user: 'admin', password: 'admin' },
    });
    await page.goto(`${byPassword.url}/namespaces?last=600`);
    await expect(page.getByRole('main')).toContainText('vaults');
    await expect(page.getByRole('button', { name: /namespaces are shown/ })).toHaveCount(0);
  } finally {
    // Nothing that the page still fetches ahead may find its server gone.
    await page.close();
    await byPassword[Symbol.asyncDispose]();
  }
});

test('read-only keeps nothing in the cluster', async ({ page, consoleGate }) => {
  test.slow();
  consoleGate.allow(/403/);
  const before = (await cluster.audit()).length;
  const readOnly = await startConsole({
    ...settings,
    PERIPLUS_DEMO_LOGIN: '',
    PERIPLUS_LOGIN: 'token',
    PERIPLUS_READ_ONLY: 'true',
  });
  try {
    const path = '/config/networking.istio.io/VirtualService/shop/cart';
    await signIn(page, readOnly, cluster.adminToken, path);
    await expect(page.getByRole('textbox', { name: /^YAML of/ })).toBeVisible();
    const answer = await page.request.get(`${readOnly.url}/api${path}`);
    const { object } = await answer.json();
    const refused = await put(page, readOnly, `/api${path}`, {
      text: object.text,
      baseVersion: object.version,
    });
    expect(refused.status(), await refused.text()).toBe(403);
    const since = (await cluster.audit()).slice(before);
    expect(since.length).toBeGreaterThan(0);
    expect(since.filter(keptSomething)).toEqual([]);
  } finally {
    // Nothing that the page still fetches ahead may find its server gone.
    await page.close();
    await readOnly[Symbol.asyncDispose]();
  }
});
