/**
 * The editor without a mouse, from the list to a save and its undo; and what outlives a reload and a sign-out: texts
 * that were not saved, and filters that were kept.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { demoInstance } from './demo-instance';
import { expect, test } from './fixtures';

test.describe.configure({ timeout: 120_000 });

const KEYED = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: keyed
  namespace: shop
spec:
  hosts:
    - keyed.example.com
  ports:
    - number: 443
      name: https
      protocol: TLS
  resolution: DNS
`;
const file = () => join(demoInstance().manifestsFolder, 'keyed.yaml');
const HREF = '/config/networking.istio.io/ServiceEntry/shop/keyed';
const MOST_TABS = 120;

test.beforeEach(() => writeFileSync(file(), KEYED));
test.afterEach(() => rmSync(file(), { force: true }));

const editor = (page: Page) => page.getByRole('textbox', { name: /^YAML of/ });
const unsaved = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });

/** Presses Tab until it has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} is not reached within ${MOST_TABS} steps.`);
}

test('an object is found, changed, saved and put back by the keyboard alone', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  await page.goto('/config');
  const search = page.getByRole('searchbox', { name: /^Find objects/ });
  // What is typed before the page runs would be lost.
  await expect(page.getByRole('link', { name: 'reviews', exact: true }).first()).toBeVisible();
  await tabTo(page, search);
  await page.keyboard.type('keyed');
  const link = page.getByRole('link', { name: 'keyed', exact: true });
  await expect(link).toHaveCount(1);
  await tabTo(page, link);
  await page.keyboard.press('Enter');

  await expect(editor(page)).toBeVisible();
  await tabTo(page, editor(page));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('# by keys');
  await expect(unsaved(page)).toContainText('1 line changed');
  await page.keyboard.press('ControlOrMeta+s');
  const review = page.getByRole('dialog', { name: /^Save ServiceEntry keyed/ });
  const save = review.getByRole('button', { name: 'Save', exact: true });
  await expect(save).toBeEnabled();
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(review).toBeHidden();
  expect(readFileSync(file(), 'utf8')).toBe(`${KEYED}# by keys`);

  // Escape, then Tab, leaves a text in which Tab indents.
  await editor(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
  const more = page.getByRole('button', { name: 'More actions' });
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Undo the last save' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => readFileSync(file(), 'utf8')).toBe(KEYED);
});

test('a text that was not saved outlives a reload and a sign-out, and is offered back', async ({
  signedInAs,
}) => {
  const page = await signedInAs('admin');
  await page.goto(HREF);
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('# kept');
  await expect(unsaved(page)).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('Your unsaved changes from before are back.')).toBeVisible();
  await expect(editor(page)).toContainText('# kept');

  await page.goto('/config');
  await page.getByRole('button', { name: /admin/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);
  await signedInAs('viewer');
  await page.goto('/config');
  await expect(page.getByRole('link', { name: 'keyed', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: /unsaved draft/ })).toHaveCount(0);
  await signedInAs('admin');
  await page.goto('/config');
  await page.getByRole('link', { name: '1 unsaved draft' }).click();
  await expect(page.getByText('# kept')).toBeVisible();
  await page.goto(HREF);
  await page.getByRole('button', { name: 'Discard them' }).click();
  await expect(unsaved(page)).toHaveCount(0);
});

test('a filter of the list is kept under a name, and applied again', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  await page.goto('/config?q=keyed');
  await page.getByRole('searchbox', { name: /^Find objects/ }).fill('keyed');
  await expect(page.getByRole('link', { name: 'keyed', exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByLabel('Keep the present filter as').fill('Mine');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.goto('/config');
  await expect(page.getByRole('link', { name: 'reviews', exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Mine', exact: true }).click();
  await expect(page.getByRole('link', { name: 'reviews', exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'keyed', exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: 'Forget Mine' }).click();
  await expect(page.getByText('No filter is kept yet.')).toBeVisible();
});

test('a text is formatted, and its outline leads to its parts', async ({ signedInAs }) => {
  writeFileSync(file(), KEYED.replace('spec:\n  hosts:\n    - keyed', 'spec:\n  hosts:\n        - keyed'));
  const page = await signedInAs('admin');
  await page.goto(HREF);
  await editor(page).click();
  await page.keyboard.press('Shift+Alt+F');
  await expect(unsaved(page)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowUp');
  const place = page.getByRole('navigation', { name: 'Place in the text' });
  await place.getByRole('button', { name: 'spec' }).click();
  await page.getByRole('menuitem', { name: 'metadata' }).click();
  await expect(place).toContainText('Line 3');
});

test('line numbers stand beside their lines for who wants no motion, too', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/config/networking.istio.io/VirtualService/bookinfo/reviews');
  await expect(editor(page)).toBeVisible();
  const last = page.locator('.cm-line').last();
  const number = page.locator('.cm-lineNumbers .cm-gutterElement').last();
  await expect(number).toHaveText('29');
  const top = async (of: Locator) => (await of.boundingBox())?.y;
  expect(await top(number)).toBe(await top(last));
});
