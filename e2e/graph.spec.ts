/** The graph’s tools as a person uses them: find and hide, fold, focus, arrange, replay, compare, export. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { GraphPage } from './graph-page';

const picture = (page: Page) => page.getByRole('group', { name: 'Traffic graph' });
const card = (page: Page, name: RegExp | string): Locator =>
  picture(page).getByRole('button', { name }).first();

async function openGraph(page: Page, parameters: Readonly<Record<string, string>> = {}): Promise<void> {
  const query = new URLSearchParams({ namespaces: 'bookinfo', last: '600', refresh: '0', ...parameters });
  await page.goto(`/graph?${query}`);
  await expect(card(page, /productpage/)).toBeVisible();
}

async function exported(page: Page, item: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

test('an expression finds nodes, steps through them, and survives in the address', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page);
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Find in the graph' });
  await expect(field).toBeFocused();
  await field.fill('app = reviews and version != v3');
  const count = page.getByRole('search').getByRole('status').first();
  await expect(count).toHaveText(/^1 of \d+$/);
  await field.press('Enter');
  await field.press('Enter');
  await expect(count).toHaveText(/^2 of \d+$/);
  await expect(page).toHaveURL(/find=/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Find in the graph' })).toHaveValue(
    'app = reviews and version != v3',
  );
});

test('an expression that cannot be read says where and what is meant', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page);
  const field = page.getByRole('combobox', { name: 'Find in the graph' });
  await field.fill('httpinn > 5');
  await expect(page.getByText(/Column 1/)).toBeVisible();
  await expect(page.getByText(/httpin/).first()).toBeVisible();
});

test('a hidden part leaves picture and table, and comes back', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page, { table: 'true', hide: 'app = ratings' });
  await expect(card(page, /details/)).toBeVisible();
  await expect(card(page, /^ratings/)).toBeHidden();
  await expect(page.getByRole('table', { name: 'Edges' })).not.toContainText('ratings');
  await page.getByRole('button', { name: /^Remove: .*ratings/ }).click();
  await expect(card(page, /ratings/)).toBeVisible();
});

test('a box folds to one node with the sum of its edges, and unfolds', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page);
  await page.getByRole('button', { name: 'Fold namespace bookinfo' }).click();
  await expect(card(page, /productpage/)).toBeHidden();
  await expect(page).toHaveURL(/folded=/);
  const stack = card(page, /bookinfo/);
  await expect(stack).toBeVisible();
  await stack.dblclick();
  await expect(card(page, /productpage/)).toBeVisible();
});

test('the menu of a node, by keyboard, shows what is around it', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page);
  const details = card(page, /details/);
  await details.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /one call around/ }).click();
  await expect(page).toHaveURL(/focus=/);
  await expect(card(page, /ratings/)).toBeHidden();
  await page.getByRole('list', { name: 'What narrows the picture' }).getByRole('button').first().click();
  await expect(card(page, /ratings/)).toBeVisible();
});

test('keys go on from what was clicked, and from what a fold has left', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  await openGraph(page);
  await card(page, /productpage/).click();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/node=[^&]*(details|reviews)/);
  await page.keyboard.press('Space');
  const folded = card(page, /folded namespace/);
  await expect(folded).toBeFocused();
  await page.keyboard.press('Space');
  await expect(folded).toBeHidden();
  await expect(picture(page).locator('[data-node]:focus')).toBeVisible();
});

test('what the overview counts and lists is what its links open on the graph', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  await page.goto('/?last=600&refresh=0');
  const encrypted = page.getByRole('link', { name: / encrypted$/ });
  const count = /^\d+/.exec((await encrypted.textContent()) ?? '')?.[0];
  await encrypted.click();
  await expect(page.getByRole('search').getByRole('status')).toHaveText(`1 of ${count}`);
  await page.goBack();
  await page
    .getByRole('link', { name: /loyalty/ })
    .last()
    .click();
  await expect(page.getByRole('region', { name: 'Details of the selection' })).toContainText('loyalty');
});

test('a dragged card stays where it was put, also after a refresh and in a new visit', async ({
  signedInAs,
}) => {
  const page = await signedInAs('viewer');
  await openGraph(page);
  const details = card(page, /details/);
  const from = await placeOf(details);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 90, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => (await placeOf(details)).y - from.y).toBeGreaterThan(60);
  const layout = page.getByRole('button', { name: /Layered/ });
  await layout.click();
  await expect(page.getByRole('menuitem', { name: /Reset positions/ })).toContainText('1 dragged');
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(card(page, /productpage/)).toBeVisible();
  await layout.click();
  await page.getByRole('menuitem', { name: /Reset positions/ }).click();
  await layout.click();
  await expect(page.getByRole('menuitem', { name: /Reset positions/ })).toContainText('none dragged');
});

async function placeOf(card: Locator): Promise<{ x: number; y: number }> {
  const box = await card.boundingBox();
  if (box === null) throw new Error('The card is not on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

for (const layout of ['dagre', 'elk', 'fcose']) {
  test(`the layout ${layout} draws the same nodes`, async ({ signedInAs }) => {
    const page = await signedInAs('viewer');
    await openGraph(page, { layout, direction: layout === 'dagre' ? 'down' : 'right' });
    for (const name of [/productpage/, /details/, /ratings/]) await expect(card(page, name)).toBeVisible();
  });
}

test('what is exported is what is shown', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page, { hide: 'app = details' });
  await expect(card(page, /details/)).toBeHidden();
  const svg = await exported(page, 'SVG');
  const problems = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return parsed.querySelector('parsererror')?.textContent ?? '';
  }, svg);
  expect(problems).toBe('');
  expect(svg).toContain('>reviews<');
  expect(svg).not.toContain('>details<');
  const rows = (await exported(page, 'CSV')).trim().split(/\r?\n/);
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.join('\n')).not.toContain('details');
  const data = JSON.parse(await exported(page, 'JSON')) as { format: string; version: number };
  expect([data.format, data.version]).toEqual(['periplus.graph', 1]);
  expect(await exported(page, 'DOT')).toMatch(/^(strict )?digraph /m);
});

test('the time strip steps back, and its window follows the keys', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page);
  const strip = page.getByRole('region', { name: 'Time' });
  await strip.getByRole('button', { name: 'One window back' }).click();
  await expect(page).toHaveURL(/from=\d+/);
  const start = Number(new URL(page.url()).searchParams.get('from'));
  const slider = strip.getByRole('slider').first();
  await slider.focus();
  await slider.press('ArrowLeft');
  await expect.poll(() => Number(new URL(page.url()).searchParams.get('from'))).toBeLessThan(start);
  await expect(card(page, /productpage/)).toBeVisible();
  await strip.getByRole('button', { name: /Live/ }).click();
  await expect(page).not.toHaveURL(/from=\d+/);
});

test('a replay moves the instant in the address and keeps the picture', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await openGraph(page, { last: '300' });
  const strip = page.getByRole('region', { name: 'Time' });
  await strip.getByRole('button', { name: 'One window back' }).click();
  await expect(page).toHaveURL(/from=\d+/);
  const start = Number(new URL(page.url()).searchParams.get('from'));
  await strip.getByRole('button', { name: 'Play from here' }).click();
  await expect
    .poll(() => Number(new URL(page.url()).searchParams.get('from')), { timeout: 30_000 })
    .toBeGreaterThan(start);
  await expect(card(page, /productpage/)).toBeVisible();
  await strip.getByRole('button', { name: 'Pause the replay' }).click();
  await expect(strip.getByRole('button', { name: 'Play from here' })).toBeVisible();
});

test('two moments are compared in one picture, with the list of what changed', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await openGraph(page, { last: '300', before: '1800' });
  await expect(page.getByRole('heading', { name: 'What changed' })).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ edges/).first()).toBeVisible();
  await expectAccessible(page);
  // Offered only where the earlier moment is the later one.
  await expect(page.getByRole('button', { name: 'Swap the two moments' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(page).not.toHaveURL(/before=/);
});

test('the panel of an edge holds its hosts, percentiles, identities and the window before', async ({
  signedInAs,
}) => {
  const graph = new GraphPage(await signedInAs('viewer'));
  await graph.open({ namespaces: 'bookinfo', last: '600' });
  await graph.edge('productpage v1 → details v1').getByRole('button').click();
  const panel = graph.page.getByRole('region', { name: 'Details of the selection' });
  await expect(panel).toContainText('details.bookinfo.svc.cluster.local');
  await expect(panel).toContainText('p99');
  await expect(panel).toContainText('bookinfo-productpage in bookinfo, cluster.local');
});

test('the description of the API can be read, searched and taken along', async ({
  signedInAs,
  expectAccessible,
}) => {
  const page = await signedInAs('viewer');
  await page.goto('/api-reference');
  await expect(page.getByText('/api/graph', { exact: true })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find an operation' }).fill('timeline');
  await expect(page.getByText('/api/timeline', { exact: true })).toBeVisible();
  await expect(page.getByText('/api/session', { exact: true })).toBeHidden();
  await page.getByText('/api/timeline', { exact: true }).click();
  await expect(page.getByText('Parameters')).toBeVisible();
  await expectAccessible(page);
  const answer = await page.request.get('/api/openapi.json');
  expect(((await answer.json()) as { openapi: string }).openapi).toBe('3.1.1');
});
