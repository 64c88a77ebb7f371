/** Logs and proxies in a browser: lines followed, filtered and led from, and what a proxy holds against what it was sent. */
import { expect, test } from './fixtures';

const PRODUCTPAGE = '/workloads/bookinfo/productpage-v1?last=600&tab=logs';
const STALE = '/workloads/shop/recommendation?last=600&tab=proxy';

test('a log is followed and filtered, and a request in it leads to its trace, the graph and its route', async ({
  signedInAs,
  page,
  expectAccessible,
}) => {
  test.slow();
  await signedInAs('viewer');
  await page.goto(PRODUCTPAGE);
  const lines = page.getByRole('log');
  await expect(lines).toContainText(/GET \/productpage/);
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Find in these lines' }).fill('GET /reviews/');
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible();
  await expect(lines).not.toContainText('GET /productpage');
  await lines.press('Home');
  const chosen = page.getByRole('region', { name: 'The chosen line' });
  await expect(chosen.getByRole('heading', { name: 'Request' })).toBeVisible();
  await expect(chosen).toContainText(/outbound\|9080\|/);
  await expect(chosen.getByRole('link', { name: 'Trace' })).toHaveAttribute('href', /\/traces/);
  await expect(chosen.getByRole('link', { name: 'On the graph' })).toHaveAttribute(
    'href',
    /\/graph\?.*bookinfo/,
  );
  await expect(chosen.getByRole('link', { name: 'Its route' })).toHaveAttribute('href', /\/config/);

  await page.getByRole('button', { name: 'Read it as an RE2 pattern' }).click();
  await page.getByRole('searchbox', { name: 'Find in these lines' }).fill('GET /(');
  await expect(page.getByText(/pattern|RE2|parenthes/i).first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find in these lines' }).fill('');
  const follow = page.getByRole('button', { name: 'Follow' });
  if ((await follow.getAttribute('aria-pressed')) === 'false') await follow.click();
  // What is written from now on arrives by itself, for whoever is at the foot.
  await page.getByRole('button', { name: 'To the newest' }).click();
  const last = lines.locator('[data-index]').last();
  const before = await last.textContent();
  await expect.poll(() => last.textContent(), { timeout: 30_000 }).not.toBe(before);
});

test('a proxy shows what it holds, and in which it differs from what istiod would send', async ({
  signedInAs,
  page,
  expectAccessible,
}) => {
  test.slow();
  await signedInAs('viewer');
  await page.goto(STALE);
  const parts = page.getByRole('tablist', { name: 'Parts of the proxy' });
  await parts.getByRole('tab', { name: 'Clusters' }).click();
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('catalog');
  await expect(page.getByRole('tabpanel').last()).toContainText('catalog');
  await expectAccessible(page);
  await parts.getByRole('tab', { name: 'Routes' }).click();
  await expect(page.getByRole('columnheader').first()).toBeVisible();
  await parts.getByRole('tab', { name: 'Sent and held' }).click();
  const routes = page.getByRole('region', { name: 'Route tables' });
  await expect(routes).toContainText(/alike/);
  await expect(page.getByText(/would send now, beside what the proxy has/)).toBeVisible();
});

test('a request is asked of the proxy’s own table and of the configuration', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  await page.goto('/workloads/bookinfo/productpage-v1?last=600&tab=proxy&part=check');
  await page.getByLabel('Host').fill('reviews');
  await page.getByLabel('Port', { exact: true }).fill('9080');
  await page.getByRole('button', { name: 'Ask the proxy' }).click();
  await expect(page.getByText('The proxy does what the configuration says.')).toBeVisible();
  await expect(page.getByText('By configuration')).toBeVisible();
  await expect(page.getByText(/^Table 9080/)).toBeVisible();
});

test('a waypoint routes as the HTTPRoute that is attached to its service says', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/workloads/ambient-lab/waypoint?last=600&tab=proxy&part=check');
  await page.getByLabel('Host').fill('helloworld');
  await page.getByLabel('Port', { exact: true }).fill('5000');
  await page.getByLabel('Path', { exact: true }).fill('/hello');
  await page.getByRole('button', { name: 'Ask the proxy' }).click();
  await expect(page.getByText('The proxy does what the configuration says.')).toBeVisible();
  await expect(page.getByText(/helloworld-v1\S+ \(90 %\)/).first()).toBeVisible();
  await page
    .getByRole('tablist', { name: 'Parts of the proxy' })
    .getByRole('tab', { name: 'Sent and held' })
    .click();
  await expect(page.getByRole('region', { name: 'Endpoints' })).toContainText('no difference');
});
