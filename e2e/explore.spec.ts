/** Explore in a browser: queries, formulas, views, the metric browser, history, panes side by side, and every sorry state. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const RATE = 'sum by (destination_service_name) (rate(istio_requests_total[5m]))';

const address = (...queries: string[]) =>
  `/explore?${new URLSearchParams([['last', '1800'], ...queries.map((expr) => ['expr', expr])])}`;

/** The editor of a query, once it is more than a plain field. */
const editor = (page: Page, letter: string) =>
  page.locator(`.cm-content[aria-label="Query ${letter}"]`).first();

test('a query is typed, run, kept in the address, and shown as chart, table and text', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/explore?last=1800');
  await expect(page.getByText('Ask Prometheus anything')).toBeVisible();
  await editor(page, 'A').click();
  await page.keyboard.type('istio_build');
  // What completion offers is left aside.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/expr=istio_build/);
  await expect(page.getByText(/\d+ series in \d+ ms/)).toBeVisible();
  await expect(page.getByRole('slider', { name: /instant/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole('treegrid', { name: /Values/ })).toContainText('metric');
  await page.getByRole('radio', { name: 'Raw' }).click();
  await expect(page.getByRole('textbox', { name: 'Answer as text' })).toHaveValue(/^istio_build\{/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Answer as text' })).toHaveValue(/^istio_build\{/);
});

test('the editor completes metrics, and says where a text is no PromQL', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  await page.goto('/explore?last=1800');
  await editor(page, 'A').click();
  await page.keyboard.type('istio_requests_t');
  const offered = page.getByRole('option', { name: /istio_requests_total/ });
  await expect(offered).toBeVisible();
  // By the pointer: the editor takes no key for a list that has only just come up.
  await offered.click();
  await expect(editor(page, 'A')).toHaveText('istio_requests_total');
  await expect(page.getByText(/is a counter: its value is a total/)).toBeVisible();
  await page.keyboard.type(' +');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'no PromQL' })).toBeVisible();
});

test('a formula computes with other queries, and stays right when one of them goes', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto(address('sum(rate(istio_requests_total[5m]))', 'vector(2)', 'A * B'));
  await expect(page.getByText('1 series in')).toHaveCount(3);
  await page.getByRole('button', { name: 'Remove query B' }).click();
  await expect(editor(page, 'B')).toHaveText('A * (vector(2))');
  await expect(page.getByText('1 series in')).toHaveCount(2);
  await page.getByRole('button', { name: 'Do not draw query A' }).click();
  await expect(page).toHaveURL(/hide=A/);
  await page.goto(address('B', 'A'));
  await expect(page.getByText('The formula goes in a circle: A → B → A.')).toBeVisible();
});

test('a query that finds nothing says why, and offers what is near', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  await page.goto(address('sum(rate(istio_request_total[5m]))'));
  const why = page.getByRole('region', { name: 'Why A is empty' });
  await expect(why).toContainText('There is no metric istio_request_total');
  await why.getByRole('button', { name: 'istio_requests_total', exact: true }).click();
  await expect(editor(page, 'A')).toHaveText('sum(rate(istio_requests_total[5m]))');
  await expect(page.getByText('1 series in')).toBeVisible();
  await page.goto(address('istio_requests_total{destination_service_name="nobody"}'));
  await expect(why).toContainText('No series of istio_requests_total has destination_service_name="nobody"');
});

test('an explanation shows each part with its result', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  await page.goto(`${address(RATE)}&view=explain`);
  await page.getByRole('button', { name: 'Evaluate each part' }).click();
  const parts = page.getByRole('list', { name: 'Parts of the query' });
  await expect(parts).toContainText('sum by (destination_service_name)');
  await expect(parts.getByText(/^\d+ ms$/)).toHaveCount(3);
  await expect(parts).toContainText('samples');
});

test('a metric is found, read and used; what was asked is remembered and saved', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/explore?last=1800');
  await page.getByRole('button', { name: 'Metrics' }).click();
  await page.getByRole('searchbox', { name: /Find metrics/ }).fill('istio requests total');
  await page.getByRole('button', { name: /^istio_requests_total/ }).click();
  const detail = page.getByRole('region', { name: 'istio_requests_total' });
  await expect(detail.getByRole('button', { name: /^response_code \d+ values$/ })).toBeVisible();
  await detail.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(editor(page, 'A')).toHaveText(/^sum\(rate\(istio_requests_total\[\d+m\]\)\)$/);
  await page.getByRole('button', { name: 'History' }).click();
  const history = page.getByRole('dialog', { name: 'Queries of this browser' });
  await expect(history).toContainText('sum(rate(istio_requests_total');
  await history.getByRole('tab', { name: /Saved/ }).click();
  await history.getByRole('textbox', { name: 'Name for these queries' }).fill('All requests');
  await history.getByRole('button', { name: 'Save' }).click();
  await page.goto('/explore?last=1800');
  await page.getByRole('button', { name: 'History' }).click();
  await history.getByRole('tab', { name: /Saved/ }).click();
  await history.getByText('All requests').click();
  await expect(page).toHaveURL(/expr=sum/);
});

test('two panes stand side by side, each with its own queries, and are closed again', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto(address(RATE));
  await page.getByRole('button', { name: 'Split' }).click();
  const right = page.getByRole('region', { name: 'Right pane' });
  await right.getByRole('radio', { name: 'Instant' }).click();
  await expect(page).toHaveURL(/mode2=instant/);
  await expect(right.getByRole('treegrid', { name: /Values/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Left pane' }).getByRole('slider')).toBeVisible();
  await page.getByRole('button', { name: 'Close the right pane' }).click();
  await expect(page).not.toHaveURL(/expr2/);
});

test('odd answers have a state of their own', async ({ signedInAs, page, expectAccessible }) => {
  await signedInAs('viewer');
  await page.goto(address('vector(0) / 0'));
  await expect(page.getByText(/values are NaN or infinite/)).toBeVisible();
  await page.goto(address('"just a text"'));
  await expect(page.getByText('Query A answers with a text: just a text')).toBeVisible();
  await page.goto(`${address('up')}&step=0.1`);
  await expect(page.getByText(/more than 11,000 steps/)).toBeVisible();
  await page.goto(address('up[5m]'));
  await expect(page.getByText(/selects ranges of samples/)).toBeVisible();
  await expectAccessible(page);
});
