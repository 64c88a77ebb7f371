/** Reading one trace: folding, filtering, pairing calls, zooming, details, by mouse and by keys; a file of the reader's own. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const TRACE_ID = 'abcdef00'.padEnd(32, '1');

/** One branch per call: root → client → server → work; the last call failed, deep down. */
function traceFile(calls: number): string {
  const base = 1_795_660_000_000_000_000n;
  const spans: { service: string; span: Record<string, unknown> }[] = [];
  let lastId = 0;
  const add = (service: string, parent: number, kind: number, from: number, to: number, failed: boolean) => {
    lastId += 1;
    const hex = (id: number): string => id.toString(16).padStart(16, '0');
    const span = {
      traceId: TRACE_ID,
      spanId: hex(lastId),
      ...(parent > 0 && { parentSpanId: hex(parent) }),
      name: kind === 1 ? 'work' : `GET /${service}`,
      kind,
      startTimeUnixNano: String(base + BigInt(from)),
      endTimeUnixNano: String(base + BigInt(to)),
      attributes: [{ key: 'call.number', value: { stringValue: `number-${lastId}` } }],
      ...(failed && { status: { code: 2, message: 'did not work' } }),
    };
    spans.push({ service, span });
    return lastId;
  };
  const root = add('front', 0, 2, 0, calls * 1_000_000, false);
  for (let call = 0; call < calls; call += 1) {
    const from = call * 1_000_000;
    const service = `back-${call % 12}`;
    const client = add('front', root, 3, from, from + 900_000, false);
    const server = add(service, client, 2, from + 100_000, from + 800_000, false);
    add(service, server, 1, from + 200_000, from + 700_000, call === calls - 1);
  }
  const resourceSpans = [...Map.groupBy(spans, ({ service }) => service)].map(([service, own]) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [{ spans: own.map(({ span }) => span) }],
  }));
  return JSON.stringify({ resourceSpans });
}

async function openFile(page: Page, calls: number): Promise<void> {
  await page.goto('/traces');
  // What a source answers is only known to a page that runs: a file chosen before that is nobody's.
  await expect(page.getByRole('button', { name: /: answers$/ }).first()).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'trace.json',
    mimeType: 'application/json',
    buffer: Buffer.from(traceFile(calls)),
  });
  await expect(page.getByRole('treegrid')).toBeVisible();
}

test('a file opens as a waterfall with each call in one line, and stays in the browser', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await openFile(page, 20);
  await expect(page).toHaveURL(/source=file/);
  const grid = page.getByRole('treegrid');
  // The root, and per call its pair and the work within.
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 20 * 2 + 1));
  await page.getByRole('button', { name: 'Pair calls' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 20 * 3 + 1));
  await expect(page).toHaveURL(/pairs=false/);
  await expectAccessible(page);
  expect(sent.filter((body) => body.includes(TRACE_ID))).toEqual([]);
});

test('rows fold by hand, by level and all, and an address repeats it', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openFile(page, 20);
  const grid = page.getByRole('treegrid');
  await page.getByRole('button', { name: 'Fold a level', exact: true }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 20 + 1));
  await expect(page).toHaveURL(/folds=1/);
  // A failure that is folded away is told of by the row above it.
  await expect(page.getByText('Failed below:')).toHaveCount(1);
  await page.getByRole('button', { name: 'Unfold 1 span' }).first().click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 20 + 1 + 1));
  await expect(page).toHaveURL(/folds=1\.[0-9a-f]{16}/);
  await grid.focus();
  await page.keyboard.press('}');
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 40 + 1));
});

test('a filter hides spans and says how many, and what it hid can be shown', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openFile(page, 20);
  await page.getByRole('button', { name: /^Filter/ }).click();
  await page.getByRole('radio', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/only=failed/);
  const hidden = page.getByRole('button', { name: '57 spans hidden' });
  await expect(hidden).toBeVisible();
  await hidden.click();
  await expect(hidden).toBeHidden();
  await expect(page.getByRole('treegrid')).toHaveAttribute('aria-rowcount', String(1 + 40 + 1));
});

test('keys lead from span to span, zoom, pan, and open details beside or below', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openFile(page, 20);
  const grid = page.getByRole('treegrid');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/span=0000000000000002/);
  const panel = page.getByRole('complementary', { name: 'Span' });
  await expect(panel.getByRole('radio', { name: 'Client: front' })).toBeChecked();
  await panel.getByRole('radio', { name: 'Server: back-0' }).click();
  await expect(page).toHaveURL(/span=0000000000000003/);
  await page.getByRole('region', { name: 'Details of the span' }).focus();
  await page.keyboard.press('d');
  await expect(panel).toBeHidden();
  await expect(grid.getByRole('region', { name: 'Details of the span' })).toBeVisible();
  await expect(page).toHaveURL(/details=inline/);
  await page.keyboard.press('z');
  await expect(page).toHaveURL(/zoom=\d+-\d+/);
  const zoomed = page.url();
  await page.keyboard.press('.');
  await expect(page).not.toHaveURL(zoomed);
  await page.keyboard.press('0');
  await expect(page).not.toHaveURL(/zoom=/);
});

test('a search goes from match to match, unfolding what hides them', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openFile(page, 20);
  await page.getByRole('button', { name: 'Fold all', exact: true }).click();
  const field = page.getByRole('combobox', { name: 'Search in the trace' });
  await field.fill('call.number=number-61');
  await field.press('Enter');
  await expect(page).toHaveURL(/span=000000000000003d/);
  await expect(page.getByText('1 of 1')).toBeVisible();
  // The names in the trace are offered; Tab takes the first.
  await field.fill('call.num');
  await expect(page.getByRole('option', { name: /^call\.number=/ })).toBeVisible();
  await field.press('Tab');
  await expect(field).toHaveValue('call.number=');
  await page.keyboard.type('number-6');
  await expect(page.getByRole('option', { name: 'call.number=number-61' })).toBeVisible();
  await field.fill('where call.number = number-61 or root');
  await expect(page.getByText('1 of 2').or(page.getByText('2 of 2'))).toBeVisible();
});

test('ten thousand spans scroll, fold and open from a shared address', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openFile(page, 3333);
  const grid = page.getByRole('treegrid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 3333 * 2 + 1));
  await grid.focus();
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/span=0000000000002710/);
  await expect(grid.getByRole('row', { selected: true })).toBeInViewport();
  // Only what is in sight is drawn.
  expect(await grid.getByRole('row').count()).toBeLessThan(120);
});
