/** Services by their traces: how they do, who calls whom, and the way of one trace through the mesh. */
import { expect, test } from './fixtures';

test('services lead to their operations, and these to their traces', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces/performance?last=600');
  const services = page.getByRole('table', { name: 'Services' });
  await expect(services.getByRole('row', { name: /^frontend/ })).toBeVisible();
  await expect(page.getByText('each request counted once')).toBeVisible();
  await services.getByRole('button', { name: 'p99' }).click();
  await expect(page).toHaveURL(/sort=-p99Ms/);
  await expect(services.getByRole('columnheader', { name: 'p99' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expectAccessible(page);

  // Bookinfo's requests are not classified, but its spans are counted.
  await services.getByRole('button', { name: /^reviews/ }).click();
  await expect(page).toHaveURL(/service=reviews\.bookinfo/);
  const operations = page.getByRole('table', { name: 'Operations of the service' });
  await expect(page.getByText('From metrics of server spans')).toBeVisible();
  await expect(operations.getByRole('row', { name: /reviews\.bookinfo:9080/ })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Latency: instant' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('radio', { name: 'Sampled traces' }).click();
  await expect(page.getByText(/^Counted in \d+ sampled traces/)).toBeVisible();
  await operations.getByRole('link', { name: /^Traces of reviews.*9080\/\*$/ }).click();
  await expect(page).toHaveURL(/\/traces\?.*operation=reviews/);
  await expect(page.getByText(/traces? found/)).toBeVisible();
});

test('a chart of latency shows single requests, and offers the traces of any point of it', async ({
  signedInAs,
}) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces/performance?last=1800&service=frontend.shop&source=mesh');
  const chart = page.getByRole('slider', { name: 'Latency: instant' });
  await expect(page.getByRole('link', { name: /^Trace of .+ at / }).first()).toBeVisible();
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const offered = page.getByRole('link', { name: 'Traces of this bucket' });
  await expect(offered).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(offered).toBeHidden();
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await offered.click();
  await expect(page).toHaveURL(/\/traces\?.*min=.*from=\d+/);
});

test('dependencies are drawn and told in words, of workloads and of services', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces/dependencies?last=600');
  await expect(page.getByRole('region', { name: /^Dependencies: \d+ edges/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^productpage-v1/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Services' }).click();
  await page.getByRole('radio', { name: 'Table' }).click();
  const table = page.getByRole('table', { name: 'Who calls whom' });
  const edge = table.getByRole('row', { name: /^productpage bookinfo reviews bookinfo/ });
  await expect(edge).toContainText('Traces and metrics');
  await expect(table.getByRole('columnheader', { name: 'Counted by source' })).toBeVisible();
  await expectAccessible(page);
  await edge.getByRole('link').click();
  await expect(page).toHaveURL(/\/traces\?service=reviews\.bookinfo&q=parent\.service/);
});

test('a search leads to who calls whom in its traces alone', async ({ signedInAs, expectAccessible }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=frontend.shop&last=600');
  await expect(page.getByText(/traces? found/)).toBeVisible();
  await page.getByRole('link', { name: 'Dependencies' }).click();
  await expect(page).toHaveURL(/search=service%3Dfrontend\.shop/);
  await expect(page.getByText(/^Derived from the \d+ traces that the search found/)).toBeVisible();
  const picture = page.getByRole('region', { name: /^Dependencies: \d+ edges/ });
  await expect(picture.getByRole('button', { name: /^frontend/ })).toBeVisible();
  await expect(picture.getByRole('button', { name: /^productpage-v1/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Traces of one search/ }).click();
  await expect(page).not.toHaveURL(/search=/);
  await expect(picture.getByRole('button', { name: /^productpage-v1/ })).toBeVisible();
});

test('a trace lies on the graph of the mesh, and says what would be gained where', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  const found = await page.request.get('/api/traces?service=productpage.bookinfo&limit=1&last=600');
  const { traces } = (await found.json()) as { traces: { traceId: string }[] };
  await page.goto(`/traces/${traces[0]?.traceId}?view=mesh`);
  await expect(page.getByRole('columnheader', { name: 'p95 of the edge' })).toBeVisible();
  await page
    .getByRole('button', { name: /→ productpage/ })
    .first()
    .click();
  await expect(page).toHaveURL(/span=[0-9a-f]{16}/);
  await expect(page.getByRole('heading', { name: 'What if it took less' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Critical path' }).click();
  const shares = page.getByRole('region', { name: 'Operations on the critical path' });
  await expect(shares.getByRole('row').nth(1)).toContainText('%');
});
