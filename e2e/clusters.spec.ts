/**
 * Two clusters on screen, over two real API servers: the list shows objects of both, one cluster can be chosen, an edit
 * in the second is saved there, and the first stays as it was. With one cluster nothing of this is to be seen.
 */
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import { test, expect as usual } from './fixtures';
import { keptSomething } from './servers/kubernetes/audit-log';
import { kubernetesIsBuilt } from './servers/kubernetes/build';
import type { KubernetesServer } from './servers/kubernetes/start';
import { CART, startTwoClusters, type TwoClusters } from './servers/two-clusters';

/** Each choice of a cluster loads a document, beside two API servers and two consoles. */
const expect = usual.configure({ timeout: 45_000 });

test.skip(!kubernetesIsBuilt(), 'kube-apiserver is not built here: it needs Go.');

let both: TwoClusters;
let periplus: ConsoleServer;
let single: ConsoleServer;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  both = await startTwoClusters();
  const settings = { PERIPLUS_KUBERNETES: 'kubeconfig', PERIPLUS_KUBECONFIG: both.kubeconfig };
  periplus = await startConsole({
    ...settings,
    PERIPLUS_SETTINGS_FILE: both.settingsFile,
    PERIPLUS_INSTANCE: 'two',
  });
  single = await startConsole({ ...settings, PERIPLUS_INSTANCE: 'one' });
});

test.afterAll(async () => {
  await periplus?.[Symbol.asyncDispose]();
  await single?.[Symbol.asyncDispose]();
  await both?.[Symbol.asyncDispose]();
});

async function timeout(server: KubernetesServer): Promise<string | undefined> {
  const { body } = await server.request({ path: CART });
  return (body as { spec: { http: { timeout: string }[] } }).spec.http[0]?.timeout;
}

test('both are listed, one is edited, and the other is not touched', async ({ page, consoleGate }) => {
  test.setTimeout(240_000);
  // There is no Prometheus here.
  consoleGate.allow(/50[23]/);
  await page.request.post(`${periplus.url}/api/session`, {
    headers: { Origin: periplus.url },
    data: { user: 'admin', password: 'admin' },
  });
  await page.goto(`${periplus.url}/config`);
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Cluster' })).toBeVisible();
  await expect(table.getByRole('row', { name: /^cart .*east/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^cart .*west/ })).toBeVisible();

  await page.getByRole('combobox', { name: /^Cluster/ }).click();
  await page.getByRole('option', { name: 'west' }).click();
  await expect(page).toHaveURL(/[?&]cluster=west/);
  await expect(table.getByRole('row', { name: /^cart / })).toHaveCount(1);
  await expect(table.getByRole('columnheader', { name: 'Cluster' })).toHaveCount(0);
  await page.getByRole('combobox', { name: /^Cluster/ }).click();
  await page.getByRole('option', { name: 'All clusters' }).click();
  await expect(table.getByRole('columnheader', { name: 'Cluster' })).toBeVisible();

  await table
    .getByRole('row', { name: /^cart .*west/ })
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/VirtualService\/shop\/cart\?.*cluster=west/);
  const editor = page.getByRole('textbox', { name: /text of|yaml|editor/i });
  await expect(editor).toContainText('timeout: 2s');
  await expect(page.getByRole('combobox', { name: 'Cluster: west' })).toBeVisible();

  const before = (await both.east.audit()).length;
  const answer = await page.request.get(
    `${periplus.url}/api/config/networking.istio.io/VirtualService/shop/cart`,
    { headers: { 'X-Periplus-Cluster': 'west' } },
  );
  const { object } = (await answer.json()) as { object: { text: string } };
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(object.text.replace('timeout: 2s', 'timeout: 9s'));
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog', { name: /Save/ });
  await expect(dialog).toContainText('timeout: 9s');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();

  await expect.poll(() => timeout(both.west)).toBe('9s');
  expect(await timeout(both.east)).toBe('1s');
  expect((await both.east.audit()).slice(before).filter(keptSomething)).toEqual([]);

  await page.getByRole('combobox', { name: 'Cluster: west' }).click();
  await page.getByRole('option', { name: 'east' }).click();
  await expect(page).toHaveURL(/cluster=east/);
  await expect(editor).toContainText('timeout: 1s');
});

test('lists of the inventory tell the cluster of each row, and show one where it is chosen', async ({
  page,
  consoleGate,
}) => {
  test.setTimeout(120_000);
  consoleGate.allow(/50[23]/);
  await page.request.post(`${periplus.url}/api/session`, {
    headers: { Origin: periplus.url },
    data: { user: 'admin', password: 'admin' },
  });
  await page.goto(`${periplus.url}/services?namespaces=shop`);
  const table = page.getByRole('table', { name: 'Services' });
  await expect(table.getByRole('columnheader', { name: 'Cluster' })).toBeVisible();
  await expect(table.getByRole('row', { name: /cart shop east/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /cart shop west/ })).toBeVisible();
  await page.getByRole('combobox', { name: /^Cluster/ }).click();
  await page.getByRole('option', { name: /^west/ }).click();
  await expect(page).toHaveURL(/inCluster=west/);
  await expect(table.getByRole('row', { name: /cart shop east/ })).toHaveCount(0);
  await expect(table.getByRole('link')).toHaveText(['cart', 'depot']);
  await page.goto(`${periplus.url}/namespaces`);
  const namespaces = page.getByRole('table', { name: 'Namespaces' });
  await expect(namespaces.getByRole('row', { name: /shop east, west/ })).toBeVisible();
});

test('one cluster is not spoken of', async ({ page, consoleGate }) => {
  consoleGate.allow(/50[23]/);
  await page.request.post(`${single.url}/api/session`, {
    headers: { Origin: single.url },
    data: { user: 'admin', password: 'admin' },
  });
  await page.goto(`${single.url}/config`);
  await expect(page.getByRole('table').getByRole('row', { name: /^cart / })).toHaveCount(1);
  await expect(page.getByRole('columnheader', { name: 'Cluster' })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: /^Cluster/ })).toHaveCount(0);
  await page.goto(`${single.url}/services?namespaces=shop`);
  await expect(page.getByRole('table', { name: 'Services' }).getByRole('link')).toHaveText(['cart']);
  await expect(page.getByRole('columnheader', { name: 'Cluster' })).toHaveCount(0);
});
