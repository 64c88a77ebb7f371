/** The views of a trace beside the waterfall: each opens by its tab and by its address, and the span in focus goes along. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

async function openTrace(page: Page, address: string): Promise<void> {
  const found = await page.request.get('/api/traces?service=productpage.bookinfo&limit=1&last=600');
  const { traces } = (await found.json()) as { traces: { traceId: string }[] };
  await page.goto(`/traces/${traces[0]?.traceId}${address}`);
}

test('spans are sorted, filtered and carried over to the other views', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await openTrace(page, '');
  await page.getByRole('tab', { name: 'Spans' }).click();
  const table = page.getByRole('treegrid', { name: /^Spans/ });
  await expect(table.getByRole('row')).not.toHaveCount(0);
  await table.getByRole('button', { name: 'Duration' }).click();
  await expect(page).toHaveURL(/spansSort=-duration/);
  await table.getByRole('row').nth(1).click();
  await expect(page).toHaveURL(/span=[0-9a-f]{16}/);
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const span = new URL(page.url()).searchParams.get('span') ?? '';
  await expect(page.getByRole('region', { name: 'JSON of the trace' }).getByText(span).first()).toBeVisible();
});

test('statistics group by an attribute and lead to the spans of a group', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await openTrace(page, '?view=statistics&statsBy=kind&statsThen=service');
  const table = page.getByRole('treegrid', { name: /^Statistics/ });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^trace-[0-9a-f]+-statistics\.csv$/);
  await table
    .getByRole('button', { name: /^Show the spans of/ })
    .first()
    .click();
  await expect(page.getByRole('tab', { name: 'Spans', selected: true })).toBeVisible();
  await expect(page).toHaveURL(/spansOf=kind/);
});

test('the flame graph is worked with keys, and its zoom stands in the address', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await openTrace(page, '?view=flame');
  const flame = page.getByRole('application', { name: /^Flame graph/ });
  await flame.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/flameZoom=/);
  await expectAccessible(page);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/flameZoom=/);
  await page.getByRole('radio', { name: 'By clock' }).click();
  await expect(page).toHaveURL(/flameBy=clock/);
  await expect(flame).toBeVisible();
});

test('events and the graph of calls are there and accessible', async ({ signedInAs, expectAccessible }) => {
  const page = await signedInAs('viewer');
  await openTrace(page, '?view=events');
  await expect(
    page.getByRole('treegrid', { name: /^Events/ }).or(page.getByText('No span of this trace has events')),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Graph' }).click();
  const card = page.getByRole('button', { name: /^productpage.*: \d+ spans?/ }).first();
  await card.click();
  await expect(card).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
});
