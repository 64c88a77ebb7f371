/**
 * Changing the mesh without guessing: a canary written by the assistant, its effect on today's traffic shown before
 * anything is saved, seen on the graph after, and taken back. Those who may only look can ask everything, too.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { shareOf } from './reviews-share';

const REVIEWS = '/config/networking.istio.io/VirtualService/bookinfo/reviews';
const SHIFTING = `/config/assistants/traffic-shifting?object=${encodeURIComponent('networking.istio.io/VirtualService/bookinfo/reviews')}`;

test('a canary is written by the assistant, previewed, saved, seen on the graph and undone', async ({
  signedInAs,
}) => {
  test.setTimeout(420_000);
  const page = await signedInAs('admin');
  await page.goto(SHIFTING);
  const form = page.getByRole('form', { name: 'Traffic shifting' });
  const v1 = form.getByRole('spinbutton', { name: /^Weight of .*v1/ });
  const v3 = form.getByRole('spinbutton', { name: /^Weight of .*v3/ });
  const before = { v1: await v1.inputValue(), v3: await v3.inputValue() };
  const started = await shareNow(page, 'v3');
  await v1.fill('10');
  await v3.fill('90');
  await page.getByRole('button', { name: 'Open in the editor' }).click();

  await expect(page).toHaveURL(new RegExp(REVIEWS));
  await page.getByRole('tab', { name: 'Impact' }).click();
  const impact = page.getByRole('tabpanel');
  await expect(impact).toContainText(/v3/);
  await expect(impact).toContainText(/90/);
  await expect(impact.getByRole('region', { name: /changed and \d+ unchanged lines/ })).toBeVisible();
  await expect(impact.getByRole('row', { name: /productpage-v1 → reviews-v3/ })).toContainText('more');

  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog', { name: /Save/ });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(() => shareNow(page, 'v3'), { timeout: 180_000, intervals: [5_000] })
    .toBeGreaterThan(0.75);

  await page.goto(REVIEWS);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Undo the last save' }).click();
  await expect(page.getByRole('textbox', { name: /text of|yaml|editor/i })).toContainText(
    `weight: ${before.v1}`,
  );
  await expect
    .poll(() => shareNow(page, 'v3'), { timeout: 180_000, intervals: [5_000] })
    .toBeLessThan(Math.max(0.6, started + 0.2));
});

test('a viewer can inspect, simulate and check, but saves nothing', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/config/try');
  await expect(page.getByRole('heading', { name: /request/i }).first()).toBeVisible();
  await page.goto('/config/findings');
  await expect(page.getByRole('table')).toContainText(/PER\d{4}/);
  await page.goto(SHIFTING);
  const form = page.getByRole('form', { name: 'Traffic shifting' });
  await form.getByRole('spinbutton', { name: /^Weight of .*v1/ }).fill('50');
  await form.getByRole('spinbutton', { name: /^Weight of .*v3/ }).fill('50');
  await expect(page.getByText('Administrators may save it')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  const refused = await page.request.post('/api/config/changes', {
    headers: { Origin: new URL(page.url()).origin },
    data: { changes: [] },
  });
  expect(refused.status()).toBe(403);
});

/** Share of the calls to reviews that one version gets now. */
async function shareNow(page: Page, version: string): Promise<number> {
  const answer = await page.request.get('/api/graph?namespaces=bookinfo&last=60');
  return shareOf(await answer.json(), version);
}
