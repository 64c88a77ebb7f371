/** What every page shares: navigation, scope in the URL, palette, keys, and sources that fail. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Content that only the browser fetches: the page listens to keys from then on, not from its first picture on. */
async function alive(page: Page): Promise<void> {
  await expect(page.getByText('Needs attention').first()).toBeVisible();
}

test('a copied address opens the same view, and Back works', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/graph?namespaces=shop&last=1800&refresh=0');
  await expect(page.getByRole('button', { name: /shop/ }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Traces', exact: true }).click();
  await expect(page).toHaveURL(/\/traces\?.*namespaces=shop/);
  await expect(page).toHaveURL(/last=1800/);
  await page.goBack();
  await expect(page).toHaveURL(/\/graph\?.*namespaces=shop/);
});

test('the palette goes to a page and to an object by keyboard alone', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/');
  await alive(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('bookinfo reviews');
  await page
    .getByRole('option', { name: /VirtualService.*reviews|reviews.*VirtualService/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/config\/networking\.istio\.io\/VirtualService\/bookinfo\/reviews/);
});

test('the question mark shows the keys and Esc closes them', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/');
  await alive(page);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Ctrl');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a source that dies leaves the last good picture with its age', async ({ signedInAs, consoleGate }) => {
  consoleGate.allow(/502|503|504/);
  const page = await signedInAs('viewer');
  await page.goto('/graph?namespaces=bookinfo&table=true&refresh=5');
  const row = page.getByRole('row', { name: /productpage v1 → details/ });
  await expect(row).toBeVisible();
  await page.route('**/api/graph?*', (route) =>
    route.fulfill({
      status: 502,
      json: {
        code: 'source-unreachable',
        message: 'Prometheus does not answer.',
        hint: 'Check its address.',
        source: 'prometheus',
        requestId: 'test',
      },
    }),
  );
  await expect(page.getByText(/Prometheus does not answer/).first()).toBeVisible();
  await expect(row).toBeVisible();
});

test('a shorter window than four scrapes cannot be asked for', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  const answer = await page.request.get('/api/graph?last=5');
  expect(answer.status()).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: 'bad-request',
    message: expect.stringContaining('four scrapes'),
  });
});
