/** The inventory in a browser: lists are chosen on the server, their rows lead to pages, and pages to what is around them. */
import { expect, test } from './fixtures';

test('a list is searched, sorted and kept in the address, and a row leads to its page', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('admin');
  await page.goto('/workloads?last=600');
  await page.getByRole('searchbox', { name: /Find workloads/ }).fill('reviews');
  await expect(page.getByText(/^3 of \d+ workloads$/)).toBeVisible();
  await expect(page).toHaveURL(/q=reviews/);
  const table = page.getByRole('table', { name: 'Workloads' });
  await table.getByRole('button', { name: 'Workload' }).click();
  await expect(table.getByRole('link')).toHaveText(['reviews-v1', 'reviews-v2', 'reviews-v3']);
  await table.getByRole('link', { name: 'reviews-v1' }).click();
  await expect(page.getByRole('heading', { name: /reviews-v1/ })).toBeVisible();
  await page.getByRole('tab', { name: /Traffic/ }).click();
  await expect(page).toHaveURL(/tab=traffic/);
  await expect(page.getByRole('link', { name: 'productpage-v1' })).toBeVisible();
});

test('a service shows its ports and the workloads behind it, and what is not there says so', async ({
  signedInAs,
  consoleGate,
  page,
}) => {
  consoleGate.allow(/404/);
  await signedInAs('viewer');
  await page.goto('/services/bookinfo/reviews?last=600');
  await expect(page.getByRole('region', { name: 'Ports' })).toContainText('9080');
  await expect(page.getByRole('region', { name: 'Workloads' }).getByRole('link')).toHaveCount(3);
  await page.goto('/services/bookinfo/nobody?last=600');
  await expect(page.getByText('No service nobody is known')).toBeVisible();
});

test('an administrator is led from a namespace to the change of its mode, a viewer is not', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('admin');
  await page.goto('/namespaces/legacy?last=600');
  await page.getByRole('button', { name: 'Change its mode' }).click();
  await page.getByRole('menuitem', { name: /Sidecar injection/ }).click();
  await expect(page).toHaveURL(/\/config\/assistants\/injection\?.*legacy/);
});

test('metrics are grouped by their peers, and the choice stands in the address', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/workloads/bookinfo/reviews-v1?last=600&tab=metrics');
  await expect(page.getByRole('region', { name: 'Sizes, messages and connections' })).toContainText(
    'Request size',
  );
  await expect(page.getByRole('region', { name: 'CPU and memory' })).toContainText('Memory, working set');
  await page.getByRole('combobox', { name: /^Group by/ }).click();
  await page.getByRole('option', { name: 'peer', exact: true }).click();
  await expect(page).toHaveURL(/by=peer/);
  await expect(page.getByRole('slider', { name: 'Requests: instant' })).toHaveAttribute(
    'aria-valuetext',
    /bookinfo\/productpage-v1/,
  );
});

test('charts share their cursor, are compared with before, and a drag narrows the window of the page', async ({
  signedInAs,
  page,
}) => {
  await signedInAs('viewer');
  await page.goto('/workloads/bookinfo/reviews-v1?last=600&tab=metrics');
  const requests = page.getByRole('slider', { name: 'Requests: instant' });
  await requests.hover({ position: { x: 300, y: 30 } });
  const instant = (await requests.getAttribute('aria-valuenow')) ?? '';
  expect(instant).not.toBe(await requests.getAttribute('aria-valuemax'));
  // Of another card, too.
  const sizes = page.getByRole('slider', { name: 'Request size: instant' });
  await expect(sizes).toHaveAttribute('aria-valuenow', instant);

  await page.getByRole('combobox', { name: /^Compare with/ }).click();
  await page.getByRole('option', { name: '1 h before' }).click();
  await expect(page).toHaveURL(/before=hour/);

  const box = await requests.boundingBox();
  if (box === null) throw new Error('The chart is not there.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 200, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d+&to=\d+|to=\d+.*from=\d+/);
  await expect(page).toHaveURL(/before=hour/);
});
