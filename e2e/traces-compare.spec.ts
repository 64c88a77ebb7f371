/** Comparing traces: two of them, one against its like, two sets of a search, and files that never leave the browser. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

async function tracesOf(page: Page, query: string): Promise<{ traceId: string; durationUs: number }[]> {
  const found = await page.request.get(`/api/traces?${query}`);
  const { traces } = (await found.json()) as { traces: { traceId: string; durationUs: number }[] };
  return traces.sort((x, y) => x.durationUs - y.durationUs);
}

test('two traces are laid over one another, and what differs is explained, filtered and swapped', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  const traces = await tracesOf(page, 'service=productpage.bookinfo&last=1800&limit=50');
  const [fast, slow] = [traces[0]?.traceId ?? '', traces.at(-1)?.traceId ?? ''];
  await page.goto(`/traces/compare?a=${fast}&b=${slow}`);
  const tree = page.getByRole('treegrid', { name: /^Spans of both traces/ });
  await expect(tree.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Spans by what became of them' })).toBeVisible();
  await expectAccessible(page);
  await tree.focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('tab', { name: 'Span', selected: true })).toBeVisible();
  await expect(page).toHaveURL(/row=\d+/);
  await page.getByRole('tab', { name: /^Attributes/ }).click();
  await expect(page).toHaveURL(/panel=attributes/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Only changes' }).click();
  await expect(page).toHaveURL(/changes=true/);
  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(page).toHaveURL(new RegExp(`a=${slow}.*b=${fast}|b=${fast}.*a=${slow}`));
});

test('a trace is held against its like, and against the traces of another search', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  const traces = await tracesOf(page, 'service=productpage.bookinfo&last=1800&limit=50');
  await page.goto(`/traces/${traces.at(-1)?.traceId}`);
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByText(/Slower than \d+ % of \d+ traces? like it/)).toBeVisible();
  await expectAccessible(page);
  const tree = page.getByRole('treegrid', { name: /^Spans of the trace among its like/ });
  await tree.getByRole('row').nth(1).click();
  await expect(page.getByRole('tab', { name: 'Span', selected: true })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Duration, against the median' })).toBeVisible();
  await page.getByRole('button', { name: 'Only unusual' }).click();
  await expect(page).toHaveURL(/changes=true/);
  await page.getByRole('button', { name: 'Other traces' }).click();
  await page.getByRole('textbox', { name: 'Expression' }).fill('duration > 1us');
  await page.getByRole('button', { name: 'Compare with these' }).click();
  await expect(page).toHaveURL(/group=/);
  await expect(page.getByText(/Slower than \d+ % of \d+ traces? like it/)).toBeVisible();
  await page.getByRole('button', { name: 'Those of its route' }).click();
  await expect(page).not.toHaveURL(/group=/);
});

test('two sets are told apart, and a count leads to the traces behind it', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=3600');
  await page.getByRole('link', { name: 'Compare sets' }).click();
  await page.getByRole('radio', { name: 'Slow' }).click();
  await expect(page).toHaveURL(/sets=slow/);
  const region = page.getByRole('region', { name: 'What differs' });
  await expect(region.getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  await region
    .getByTitle(/^Search the slow traces/)
    .first()
    .click();
  await expect(page).toHaveURL(/\/traces\?.*q=/);
  await expect(page.getByText(/traces? found/)).toBeVisible();
  await page.goBack();
  await page.getByRole('radio', { name: 'Moment' }).click();
  await expect(page.getByRole('link', { name: /before$/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Version' }).click();
  await expect(page.getByText('Choose the two values that tell the sets apart.')).toBeVisible();
  await page.goto('/traces/compare?sets=versions&search=service%3Dreviews.bookinfo&at=v1,v2&last=3600');
  await expect(page.getByRole('link', { name: /v1$/ })).toBeVisible();
  await expectAccessible(page);
});

test('traces of a file are compared with each other and with stored ones, and sent nowhere', async ({
  signedInAs,
}) => {
  const page = await signedInAs('viewer');
  const traces = await tracesOf(page, 'service=productpage.bookinfo&last=1800&limit=10');
  const [own, other] = [traces[0]?.traceId ?? '', traces.at(-1)?.traceId ?? ''];
  const text = await (await page.request.get(`/api/traces/${own}`)).text();
  const renamed = own.replace(/^.{8}/, 'feedbeef');
  await page.goto('/traces?service=productpage.bookinfo&last=1800');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('File with traces', { exact: true }).setInputFiles({
    name: 'kept.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text.replaceAll(own, renamed)),
  });
  await expect(page).toHaveURL(new RegExp(`/traces/${renamed}\\?.*source=file`));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('kept.json');
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByText('No other trace like this one is open in this tab')).toBeVisible();
  await page.getByRole('combobox', { name: 'Trace B' }).fill(other);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page).toHaveURL(/sourceA=file/);
  await expect(page.getByRole('treegrid', { name: /^Spans of both traces/ })).toBeVisible();
  expect(asked.filter((url) => url.includes('/api/') && url.includes(renamed))).toEqual([]);
});
