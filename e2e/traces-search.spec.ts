/** Finding traces: by service and expression, in the plot, by route; picking, saving, opening a file. */
import { expect, test } from './fixtures';

test('an expression is completed, judged, and says who judged it', async ({
  signedInAs,
  expectAccessible,
  consoleGate,
}) => {
  // The server has the last word on what the field finds wrong.
  consoleGate.allow(/400/);
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=1800');
  await expect(page.getByText(/traces? found/)).toBeVisible();
  const field = page.getByRole('combobox', { name: 'Tags or expression' });
  await field.fill('durration > 1ms');
  await field.press('Enter');
  await expect(page.getByText(/Did you mean “duration”/).first()).toBeVisible();
  await field.fill('duration > 1ms and called = reviews.bookinfo');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page).toHaveURL(/q=duration/);
  await expect(page.getByText('part of it was judged here, not in Jaeger')).toBeVisible();
  await expectAccessible(page);
});

test('what was searched for is marked in the trace that was found', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  const search = 'called = reviews.bookinfo and kind = client';
  await page.goto(`/traces?service=productpage.bookinfo&last=1800&q=${encodeURIComponent(search)}`);
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{16,32}\?.*q=where/);
  const field = page.getByRole('combobox', { name: 'Search in the trace' });
  await expect(field).toHaveValue(`where ${search}`);
  // The trace is searched beside the page.
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/^[1-9]/);
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(page).toHaveURL(/span=/);
  await expect(page.getByRole('treegrid').getByRole('row', { selected: true })).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page).not.toHaveURL(/q=where/);
});

test('results are listed by route, picked for comparison, and the pick outlives another search', async ({
  signedInAs,
}) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=1800');
  await page.getByRole('radio', { name: 'Routes' }).click();
  await expect(page.getByRole('columnheader', { name: 'p95' })).toBeVisible();
  await page.getByRole('radio', { name: 'Table' }).click();
  const boxes = page.getByRole('checkbox', { name: /Pick .* to compare/ });
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await expect(page.getByText('2 picked')).toBeVisible();
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByText('Errors only').click();
  await expect(page).toHaveURL(/errors=true/);
  await expect(page.getByText('2 picked')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Compare A and B' })).toHaveAttribute(
    'href',
    /\/traces\/compare\?a=[0-9a-f]+&b=[0-9a-f]+/,
  );
});

test('a part of the plot is chosen by dragging, and listed alone', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=1800&limit=200');
  const plot = page
    .getByRole('region', { name: 'Duration by time' })
    .locator('svg[aria-hidden="true"]')
    .last();
  await expect(plot).toBeVisible();
  const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + 80, box.y + 18);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height - 40, { steps: 4 });
  await page.mouse.up();
  const only = page.getByRole('button', { name: /^Only the \d+ selected$/ });
  await expect(only).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/brush=/);
  await page.getByRole('button', { name: 'Select none' }).click();
  await expect(only).toBeHidden();
});

test('a search is kept under a name and found again', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=reviews.bookinfo&last=1800&q=duration+%3E+1ms');
  await page.getByRole('button', { name: 'Saved searches' }).click();
  await page.getByLabel('Keep this search as').fill('Slow reviews');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.goto('/traces?service=details.bookinfo&last=1800');
  await page.getByRole('button', { name: 'Slow reviews' }).first().click();
  await expect(page).toHaveURL(/service=reviews\.bookinfo/);
  await expect(page).toHaveURL(/q=duration/);
});

test('looking further back adds traces and keeps those that are there', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=3600&limit=20&refresh=0');
  const more = page.getByRole('button', { name: 'Look further back' });
  await expect(more).toBeVisible();
  const found = page.getByText(/\d+ traces? found/).first();
  const count = async () => Number(/(\d+) traces? found/.exec((await found.textContent()) ?? '')?.[1]);
  const before = await count();
  await more.click();
  await expect.poll(count).toBeGreaterThan(before);
});

test('nothing found says what would find more', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=600&q=duration+%3E+9h');
  await expect(page.getByText('No trace matches')).toBeVisible();
  await page.getByRole('button', { name: 'Without the expression' }).click();
  await expect(page.getByText(/traces? found/)).toBeVisible();
});

test('a file with traces opens in the browser and is sent nowhere', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces?service=productpage.bookinfo&last=1800');
  await expect(page.getByText(/traces? found/)).toBeVisible();
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  const span = {
    traceId: '0123456789abcdef0123456789abcdef',
    spanId: '0123456789abcdef',
    name: 'from a file',
    kind: 2,
    startTimeUnixNano: '1700000000000000000',
    endTimeUnixNano: '1700000000100000000',
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'filed' } }] };
  const text = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
  await page.getByLabel('File with traces', { exact: true }).setInputFiles({
    name: 'trace.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect(page).toHaveURL(/\/traces\/0123456789abcdef0123456789abcdef\?.*source=file/);
  await expect(page.getByText('from a file').first()).toBeVisible();
  expect(posts).toEqual([]);
});
