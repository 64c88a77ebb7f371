/**
 * Several people at one mesh: what somebody else changes or deletes while a text is being edited is never overwritten
 * blindly. And the ways by which objects come and go: copied, pasted, deleted, put back.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoInstance } from './demo-instance';
import { expect, test } from './fixtures';

const PARTNER = '/config/networking.istio.io/ServiceEntry/shop/partner';

/** An object that no traffic of the demo runs through, in a file of its own. */
function partner(hosts: string, comment = ''): string {
  return `${comment}apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: partner
  namespace: shop
spec:
  hosts:
    - ${hosts}
  ports:
    - number: 443
      name: https
      protocol: TLS
  resolution: DNS
`;
}

const file = () => join(demoInstance().manifestsFolder, 'partner.yaml');

test.beforeEach(() => writeFileSync(file(), partner('partner.example.com')));
test.afterEach(() => {
  rmSync(file(), { force: true });
  // Where the console puts an object that it creates.
  rmSync(join(demoInstance().manifestsFolder, 'shop-serviceentry-partner.yaml'), { force: true });
});

const editor = (page: Page) => page.getByRole('textbox', { name: /^YAML of/ });

async function openEditor(page: Page, path = PARTNER): Promise<void> {
  await page.goto(path);
  await expect(editor(page)).toBeVisible();
}

/** Types a line of its own at the end of the text. */
async function addLine(page: Page, line: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(line);
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();
}

async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review and save' }).click();
}

test('a text that somebody else changed meanwhile is merged, not overwritten', async ({
  signedInAs,
  consoleGate,
  expectAccessible,
}) => {
  consoleGate.allow(/409/);
  const page = await signedInAs('admin');
  await openEditor(page);
  await addLine(page, '# mine');
  writeFileSync(file(), partner('partner.example.com', '# theirs\n'));
  await review(page);

  const dialog = page.getByRole('dialog', { name: /was changed meanwhile/ });
  await expect(dialog).toContainText('Both changes fit together');
  await dialog.getByRole('radio', { name: 'What they changed' }).click();
  await expect(dialog).toContainText('# theirs');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Take both' }).click();
  await expect(editor(page)).toContainText('# theirs');
  await expect(editor(page)).toContainText('# mine');

  await review(page);
  const save = page.getByRole('dialog', { name: /^Save ServiceEntry partner/ });
  await save.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(save).toBeHidden();
  expect(readFileSync(file(), 'utf8')).toBe(`${partner('partner.example.com', '# theirs\n')}# mine`);
});

test('where both changed the same line, one is chosen with both in sight', async ({
  signedInAs,
  consoleGate,
}) => {
  consoleGate.allow(/409/);
  const page = await signedInAs('admin');
  await openEditor(page);
  await editor(page).getByText('partner.example.com').click();
  await page.keyboard.press('End');
  await page.keyboard.type('.org');
  writeFileSync(file(), partner('partner.example.net'));
  await review(page);

  const dialog = page.getByRole('dialog', { name: /was changed meanwhile/ });
  await expect(dialog).toContainText('Both changed the same lines');
  await expect(dialog).toContainText('partner.example.net');
  await expect(dialog).toContainText('partner.example.com.org');
  await expect(dialog.getByRole('button', { name: 'Take both' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Take theirs' }).click();
  await expect(editor(page)).toContainText('partner.example.net');
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toHaveCount(0);
  expect(readFileSync(file(), 'utf8')).toBe(partner('partner.example.net'));
});

test('an object that somebody else deleted meanwhile can be created again from the text', async ({
  signedInAs,
  consoleGate,
}) => {
  consoleGate.allow(/409|404/);
  const page = await signedInAs('admin');
  await openEditor(page);
  await addLine(page, '# still wanted');
  rmSync(file());
  await review(page);

  const dialog = page.getByRole('dialog', { name: /was deleted meanwhile/ });
  await expect(dialog).toContainText('Nothing of yours is lost');
  await dialog.getByRole('button', { name: 'Create it again' }).click();
  await review(page);
  const create = page.getByRole('dialog', { name: /^Create ServiceEntry partner/ });
  await create.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(create).toBeHidden();
  await page.reload();
  await expect(editor(page)).toContainText('# still wanted');
});

test('deleting says first who refers to it and what breaks, and Undo puts it back', async ({
  signedInAs,
}) => {
  const page = await signedInAs('admin');
  await openEditor(page, '/config/networking.istio.io/DestinationRule/bookinfo/reviews');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete reviews' }).click();
  const dialog = page.getByRole('dialog', { name: /^Delete DestinationRule reviews/ });
  await expect(dialog.getByRole('region', { name: 'Referenced by' })).toContainText('VirtualService');
  await expect(dialog.getByRole('region', { name: 'What changes' })).toContainText('No subset v2');
  const traffic = dialog.getByRole('region', { name: 'Traffic that would change' });
  await expect(traffic).toContainText('no longer arrive');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await openEditor(page);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete partner' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/\/config$/);
  await expect.poll(() => existsSync(file()) && readFileSync(file(), 'utf8').includes('partner')).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('ServiceEntry partner in shop is back').first()).toBeVisible();
  await openEditor(page);
  await expect(editor(page)).toContainText('partner.example.com');
});

test('an object is copied under another name, with its text as it stands', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  await openEditor(page);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy as a new object' }).click();
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toHaveValue('partner-copy');
  await name.fill('partner');
  await page.getByRole('button', { name: 'Open in the editor' }).click();
  await expect(page.getByText('There is one of this name already')).toBeVisible();
  await name.fill('partner-2');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/ServiceEntry\/shop\/partner-2\?new=1/);
  await expect(editor(page)).toContainText('name: partner-2');
  await expect(editor(page)).toContainText('partner.example.com');
  expect(existsSync(file())).toBe(true);
});

test('a pasted List becomes drafts that are saved together, and taken back together', async ({
  signedInAs,
}) => {
  const page = await signedInAs('admin');
  await page.goto('/config');
  await page.getByRole('button', { name: 'New object' }).click();
  const dialog = page.getByRole('dialog', { name: 'New object' });
  await dialog.getByRole('radio', { name: 'YAML' }).click();
  const items = ['first', 'second'].map((name) => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name, namespace: 'shop' },
    spec: {
      hosts: [`${name}.example.com`],
      ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
      resolution: 'DNS',
    },
  }));
  await dialog.getByRole('textbox').fill(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await dialog.getByRole('button', { name: 'Open 2 drafts' }).click();

  await expect(page).toHaveURL(/\/config\/changes/);
  await expect(page.getByRole('region', { name: 'Order of writes' })).toContainText('first');
  await page.getByRole('button', { name: 'Save 2 objects as one' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved:' })).toContainText('second');
  const second = () => page.request.get('/api/config/networking.istio.io/ServiceEntry/shop/second');
  expect(((await (await second()).json()) as { object: { text: string } }).object.text).toContain(
    '- second.example.com',
  );
  await page.getByRole('button', { name: 'Undo all' }).click();
  await expect(page.getByText('Everything is as it was before').first()).toBeVisible();
  expect((await second()).status()).toBe(404);
});

test('drafts with a mistake name it with its line, and lead there', async ({ signedInAs, consoleGate }) => {
  consoleGate.allow(/422/);
  const page = await signedInAs('admin');
  await openEditor(page);
  await addLine(page, '  wrongField: true');
  await page.goto('/config/changes');
  const mistakes = page.getByRole('list', { name: 'Mistakes' });
  await expect(mistakes).toContainText('wrongField');
  await expect(page.getByRole('button', { name: /^Save 1 object/ })).toBeDisabled();
  await mistakes.getByRole('link', { name: /^Line \d+$/ }).click();
  await expect(page).toHaveURL(/ServiceEntry\/shop\/partner\?line=\d+/);
  await expect(page.getByText('Your unsaved changes from before are back.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard them' }).click();
  await expect(editor(page)).not.toContainText('wrongField');
});

test('several documents pasted into one object are offered as drafts', async ({ signedInAs, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await signedInAs('admin');
  await openEditor(page);
  const pasted = `${partner('a.example.com').replace('name: partner', 'name: a')}---\n${partner('b.example.com').replace('name: partner', 'name: b')}`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ControlOrMeta+V');
  await page.getByRole('button', { name: 'Open 2 drafts' }).click();
  await expect(page).toHaveURL(/\/config\/changes/);
  await expect(page.getByRole('list', { name: 'Drafts' }).getByRole('listitem')).toHaveCount(2);
});
