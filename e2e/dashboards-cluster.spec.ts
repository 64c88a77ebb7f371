/**
 * Dashboards that are kept in a cluster, over a real API server: saved as ConfigMaps and shown again, a state that somebody
 * else has changed, what is too large for a ConfigMap, and who may not write there.
 */
import type { Page } from '@playwright/test';
import type { ConsoleServer } from '@/bench/console-server';
import { signInWithToken, startClusterConsole } from './cluster-console';
import { expect, test } from './fixtures';
import { kubernetesIsBuilt } from './servers/kubernetes/build';
import { createNamespace, grant, serviceAccountToken } from './servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from './servers/kubernetes/start';

test.skip(!kubernetesIsBuilt(), 'kube-apiserver is not built here: it needs Go.');

const MAPS = '/api/v1/namespaces/boards/configmaps';

let cluster: KubernetesServer;
let periplus: ConsoleServer;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startKubernetes({});
  await createNamespace(cluster, 'boards');
  periplus = await startClusterConsole(cluster, { PERIPLUS_DASHBOARDS_NAMESPACE: 'boards' });
});

test.afterAll(async () => {
  await periplus?.[Symbol.asyncDispose]();
  await cluster?.stop();
});

test.beforeEach(({ consoleGate }) => {
  // There is no Prometheus behind this console.
  consoleGate.allow(/502/);
});

async function signIn(page: Page, token: string): Promise<void> {
  await signInWithToken(page, periplus, token, '/dashboards');
  // The cluster is read for the first time.
  await expect(page.getByRole('link', { name: 'Mesh', exact: true }).first()).toBeVisible({
    timeout: 60_000,
  });
}

async function create(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'New dashboard' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Create and edit' }).click();
}

interface Map {
  readonly data: Readonly<Record<string, string>>;
}

test('a dashboard is saved as a ConfigMap, shown again, and kept from overwriting what another has saved', async ({
  page,
  consoleGate,
}) => {
  test.setTimeout(240_000);
  consoleGate.allow(/409/);
  await signIn(page, cluster.adminToken);
  await create(page, 'Kept here');
  await expect(page.getByText('This dashboard has no panels yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Text', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Nothing changed')).toBeVisible();

  const uid = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const path = `${MAPS}/periplus-dashboard-${uid}`;
  const { body } = await cluster.request({ method: 'GET', path });
  const stored = JSON.parse((body as Map).data['dashboard.json'] ?? '') as {
    title: string;
    sections: { panels: { type: string }[] }[];
  };
  expect(stored.title).toBe('Kept here');
  expect(stored.sections.flatMap(({ panels }) => panels.map(({ type }) => type))).toEqual(['text']);
  await page.goto(`${periplus.url}/dashboards/${uid}`);
  await expect(page.getByRole('region', { name: /Panel 1|Text/ })).toBeVisible();

  await page.goto(`${periplus.url}/dashboards/${uid}?edit=on`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Row', exact: true }).click();
  const theirs = JSON.stringify({ ...stored, title: 'Changed by kubectl' });
  await cluster.request({
    method: 'PATCH',
    path,
    contentType: 'application/merge-patch+json',
    body: { data: { 'dashboard.json': theirs } },
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /saved by somebody else/ });
  await expect(dialog).toContainText('Changed by kubectl');
  await dialog.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(page.getByText('Nothing changed')).toBeVisible();
  const after = await cluster.request({ method: 'GET', path });
  expect(JSON.parse((after.body as Map).data['dashboard.json'] ?? '')).toMatchObject({ title: 'Kept here' });
});

test('what is too large for a ConfigMap is refused in words, before it is sent', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page, cluster.adminToken);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a dashboard' });
  const panels = Array.from({ length: 10 }, (_, at) => ({
    id: at + 1,
    type: 'text',
    gridPos: { x: 0, y: at * 4, w: 24, h: 4 },
    options: { mode: 'markdown', content: 'words '.repeat(17_000) },
  }));
  await dialog.getByLabel('Or paste the JSON').fill(JSON.stringify({ title: 'Large', uid: 'large', panels }));
  await expect(dialog.getByRole('alert')).toContainText(
    /The dashboard has 1,\d{3} kB; there is room for 1,000 kB at most\. A ConfigMap holds 1 MiB/,
  );
  await expect(dialog.getByRole('button', { name: 'Save and open' })).toBeDisabled();
  const { status } = await cluster.request({
    method: 'GET',
    path: `${MAPS}/periplus-dashboard-large`,
    anyStatus: true,
  });
  expect(status).toBe(404);
});

test('who may not write ConfigMaps there is offered no new dashboard', async ({ page, consoleGate }) => {
  test.setTimeout(240_000);
  consoleGate.allow(/403/);
  const token = await serviceAccountToken(cluster, 'boards', 'reader');
  await grant(cluster, {
    name: 'reads-boards',
    namespace: 'boards',
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
    to: { kind: 'ServiceAccount', namespace: 'boards', name: 'reader' },
  });
  await signIn(page, token);
  await expect(page.getByRole('button', { name: 'New dashboard' })).toHaveCount(0);
});
