/** A reader asks where a request would go, changes a header, and is led to the line that decides. */
import { expect, test } from './fixtures';

const REVIEWS = '/config/try?caller=workload:bookinfo/productpage-v1&host=reviews&path=/reviews/0';

test('tells where a request goes, who lets it in and whether it is encrypted', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto(REVIEWS);
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('goes to reviews');
  await expect(verdict).toContainText('Allowed');
  await expect(verdict).toContainText('mTLS');

  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Name of header 1').fill('end-user');
  await page.getByLabel('Value of header end-user').fill('jason');
  await expect(verdict).toContainText('goes to reviews v2');
  await expect(page).toHaveURL(/headers=end-user/);

  await page
    .getByRole('region', { name: 'Path' })
    .getByRole('link', { name: /^Line \d+$/ })
    .first()
    .click();
  await expect(page).toHaveURL(
    /\/config\/networking\.istio\.io\/VirtualService\/bookinfo\/reviews\?.*line=\d+/,
  );
});

test('shows who reaches whom encrypted, what breaks first', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/config/encryption');
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText('Breaks');
  await expect(page.getByRole('columnheader', { name: /Without a proxy/ })).toBeVisible();
});
