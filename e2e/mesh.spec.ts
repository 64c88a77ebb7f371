/** What the mesh is made of, and the check of the connection to each source, in a browser. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from './fixtures';

test('the mesh page tells of control planes, settings, gateways and sources, and each leads on', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/');
  await page.getByRole('link', { name: 'Mesh', exact: true }).click();
  await expect(page).toHaveURL(/\/mesh/);
  await expect(page.getByRole('region', { name: 'Revisions' })).toContainText('istiod');
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText(/control plane \d/);
  await expect(page.getByRole('region', { name: 'Namespaces' })).toContainText('ambient-lab');
  await expect(page.getByRole('region', { name: 'Clusters and networks' })).toContainText('west');
  await expect(page.getByRole('region', { name: 'Addresses of the sources' })).toContainText('http://');
  await page
    .getByRole('region', { name: 'Gateways and node proxies' })
    .getByRole('link', { name: /bookinfo-gateway/ })
    .click();
  await expect(page).toHaveURL(/\/config\/networking\.istio\.io\/Gateway\/bookinfo\/bookinfo-gateway/);
});

test('the sources lead to the check, which says what was tried with each and runs again', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/mesh');
  await page.getByRole('link', { name: 'Check them' }).click();
  await expect(page).toHaveURL(/\/mesh\/check/);
  const prometheus = page.getByRole('region', { name: 'Prometheus' });
  await expect(prometheus).toContainText(/Version \d+\.\d+.* answers\./);
  await expect(prometheus).toContainText('Requests, durations and TCP bytes are there.');
  await expect(page.getByRole('region', { name: 'Jaeger' })).toContainText(/answers on its API v/);
  await expect(page.getByRole('region', { name: 'Configuration' })).toContainText(/\d+ objects/);
  await expect(page.getByText('Why the graph is empty')).toBeHidden();
  const again = page.waitForResponse(/\/api\/connection-check/);
  await page.getByRole('button', { name: 'Check again' }).click();
  expect((await again).ok()).toBe(true);
});

test('namespaces without traffic are told as the reason of an empty graph, and the graph leads there', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/mesh/check?namespaces=nowhere&last=600');
  await expect(page.getByRole('region', { name: 'Why the graph is empty' })).toContainText(
    'nowhere had no traffic in this window',
  );
});

test('the command says of the same sources what the page says', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  const answer = await page.request.get('/api/connection-check?last=600');
  const told = (await answer.json()) as { checks: { id: string; verdict: string }[] };
  const addresses = (await (await page.request.get('/api/mesh?last=600')).json()) as {
    addresses: { source: string; address: string }[];
  };
  const at = (source: string) => addresses.addresses.find((one) => one.source === source)?.address;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bin/periplus.mjs', 'check', '--output', 'json'],
    {
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PERIPLUS_PROMETHEUS_URL: at('Prometheus'),
        PERIPLUS_JAEGER_URL: at('Jaeger'),
        PERIPLUS_CONFIG_FOLDER: at('Manifests'),
        PERIPLUS_SESSION_SECRET: createHash('sha512').update('this test').digest('base64'),
        PERIPLUS_LOGIN: 'anonymous',
      },
    },
  ).catch((error: { stdout?: string; stderr?: string }) => {
    // It ends with 1 where something is to be mended, which the demo decides.
    if (error.stdout) return { stdout: error.stdout };
    throw error;
  });
  const command = JSON.parse(stdout) as typeof told;
  const lines = ({ checks }: typeof told) => checks.map(({ id, verdict }) => `${id} ${verdict}`);
  expect(lines(command)).toEqual(lines(told));
});
