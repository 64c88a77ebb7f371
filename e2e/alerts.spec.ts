/** Alerts and objectives in a browser, with the demo's rules loaded into the real Prometheus. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const FIRING = 'ServiceErrors';

/** The rule's name is its button's. */
function rule(page: Page, name: string) {
  return page.getByRole('list', { name: 'Rules' }).getByRole('button', { name: new RegExp(`\\b${name}\\b`) });
}

test('rules stand by state, and an open one shows its expression with the threshold, its history and its alerts', async ({
  signedInAs,
  page,
  expectAccessible,
}) => {
  // The failing dependency of the shop fires once it has failed for as long as its rule says.
  test.setTimeout(240_000);
  await signedInAs('viewer');
  await page.goto('/alerts');
  await expect(rule(page, FIRING)).toContainText('firing', { timeout: 180_000 });
  await expect(page.getByText(/\d+ firing, \d+ pending/)).toBeVisible();
  await rule(page, FIRING).click();
  await expect(page).toHaveURL(/rule=mesh/);
  await expect(page.getByText('Compared value').first()).toBeVisible();
  await expect(page.getByText('> 0.05').first()).toBeVisible();
  await expect(page.getByText('Fired before').first()).toBeVisible();
  const alerts = page.getByRole('list', { name: `Alerts of ${FIRING}` });
  await expect(alerts.getByText('severity=page').first()).toBeVisible();
  await expect(alerts.getByRole('link', { name: /istio\.io/ }).first()).toHaveAttribute('rel', /noopener/);
  await expectAccessible(page);

  await page.getByRole('radio', { name: 'All' }).click();
  await page.getByLabel('Find a rule').fill('severity=ticket slow');
  await expect(rule(page, 'ServiceSlow')).toBeVisible();
  await expect(rule(page, FIRING)).toHaveCount(0);
});

test('the graph has alerts on what they name, lists them, and finds them', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  await page.goto('/graph?namespaces=shop&last=600');
  const named = page.getByRole('button', { name: /^loyalty\b.*, (an alert|\d+ alerts) firing/ });
  await expect(named.first()).toBeVisible({ timeout: 60_000 });
  await named.first().focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: 'Details of the selection' });
  const list = details.getByRole('list', { name: 'Alerts' });
  await expect(list.getByRole('link', { name: FIRING })).toBeVisible();
  await expect(list).toContainText(/More than 5 % of requests to \S+ fail/);

  await page.goto('/graph?namespaces=shop&last=600&find=firing');
  await expect(page.getByRole('status').filter({ hasText: /of \d+/ })).toBeVisible();
});

test('a service lists the alerts that name it', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  const answer = await page.request.get('/api/alerts/raised');
  const { alerts } = (await answer.json()) as {
    alerts: { name: string; state: string; subject: { kind: string; namespace: string; name: string } }[];
  };
  const found = alerts.find(
    ({ name, state, subject }) => name === FIRING && state === 'firing' && subject.kind === 'service',
  );
  if (found === undefined) throw new Error(`no service has ${FIRING}`);
  await page.goto(`/services/${found.subject.namespace}/${found.subject.name}?last=600`);
  const card = page.getByRole('region', { name: 'Alerts' });
  await expect(card.getByRole('link', { name: FIRING })).toBeVisible();
  await card.getByRole('link', { name: FIRING }).click();
  await expect(page).toHaveURL(/\/alerts\?.*q=ServiceErrors/);
});

test('objectives show budget, burn rates and the end of it, rules to install, and proposals', async ({
  signedInAs,
  page,
  expectAccessible,
}) => {
  await signedInAs('viewer');
  await page.goto('/objectives');
  const objectives = page.getByRole('region', { name: 'Objectives' });
  await expect(objectives.getByRole('heading', { name: 'checkout-availability' })).toBeVisible();
  const rates = objectives.getByLabel('Burn rates of checkout-availability');
  for (const window of ['5m', '1h', '6h', '3d'])
    await expect(rates.getByText(window, { exact: true })).toBeVisible();
  await expect(rates).toContainText(/\d ×/);
  await expect(objectives.getByText(/budget/i).first()).toBeVisible();
  await page.getByRole('button', { name: 'Open checkout-availability' }).click();
  await expect(page.getByText('Bad requests, over the hour before').first()).toBeVisible();
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Prometheus rules' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.ya?ml$/);
  await expect(page.getByRole('columnheader', { name: 'Target' })).toBeVisible();
});
