/** An assistant of each family writes, is saved as one change set, shows its effect, and is taken back exactly. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

// From typing to undoing is a long way, with a check of the whole mesh behind each step.
test.describe.configure({ timeout: 180_000 });

const REVIEWS = 'service=bookinfo%2Freviews';

type Versions = Readonly<Record<string, string>>;

/** Version of every object, by its identity. */
async function versions(page: Page): Promise<Versions> {
  const answer = await page.request.get('/api/config');
  const { objects } = (await answer.json()) as {
    objects: { id: { kind: string; namespace: string | null; name: string }; version: string }[];
  };
  return Object.fromEntries(
    objects.map(({ id, version }) => [`${id.kind}/${id.namespace ?? ''}/${id.name}`, version]),
  );
}

function changed(before: Versions, after: Versions): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key] !== after[key]).sort();
}

/** Saves what the form says and hands back the notice that stays. */
async function save(page: Page) {
  const button = page.getByRole('button', { name: 'Save', exact: true });
  await expect(button).toBeEnabled({ timeout: 45_000 });
  await button.click();
  const notice = page.getByRole('status').filter({ hasText: 'Saved:' });
  await expect(notice).toBeVisible();
  return notice;
}

interface Family {
  readonly name: string;
  /** What is typed, by the field's name. */
  readonly types: Readonly<Record<string, string>>;
  readonly writes: readonly string[];
  readonly says: string;
}

const FAMILIES: readonly Family[] = [
  {
    name: 'timeouts-retries',
    types: { 'Give up after': '3s' },
    writes: ['VirtualService/bookinfo/reviews'],
    says: 'timeout: 3s',
  },
  {
    name: 'circuit-breaker',
    types: { Connections: '50' },
    writes: ['DestinationRule/bookinfo/reviews'],
    says: 'maxConnections: 50',
  },
  {
    name: 'request-authentication',
    types: {
      Issuer: 'https://issuer.example.com',
      'Address of its keys (JWKS)': 'https://issuer.example.com/jwks',
    },
    writes: [
      'AuthorizationPolicy/bookinfo/reviews-jwt-require-token',
      'RequestAuthentication/bookinfo/reviews-jwt',
    ],
    says: 'tokens of https://issuer.example.com',
  },
];

for (const { name, types, writes, says } of FAMILIES) {
  test(`what ${name} saves is still offered to be undone after a reload, and is taken back`, async ({
    signedInAs,
    consoleGate,
  }) => {
    // What was written is looked for once more when it is gone.
    consoleGate.allow(/404/);
    const page = await signedInAs('admin');
    const before = await versions(page);
    await page.goto(`/config/assistants/${name}?${REVIEWS}`);
    for (const [field, value] of Object.entries(types)) {
      await page.locator('form').getByLabel(field, { exact: true }).fill(value);
      await page.keyboard.press('Enter');
    }
    await expect(page.getByRole('region', { name: 'Result' })).toContainText(says);
    await save(page);
    expect(changed(before, await versions(page))).toEqual(writes);

    await page.reload();
    const notice = page.getByRole('status').filter({ hasText: 'Saved:' });
    await notice.getByRole('button', { name: /^Undo/ }).click();
    await expect(page.getByText('Everything is as it was before').first()).toBeVisible();
    expect(changed(before, await versions(page))).toEqual([]);
    await expect(notice).toHaveCount(0);
  });
}

test('what an assistant wrote opens in the editor as a draft', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  await page.goto(`/config/assistants/mutual-tls?${REVIEWS}`);
  await page.getByRole('button', { name: 'Open in the editor' }).click();
  await expect(page).toHaveURL(/PeerAuthentication\/bookinfo\/reviews/);
  await expect(page.locator('.cm-content')).toContainText('mode: STRICT');
});

test('what an assistant saved is taken back beside the drafts too', async ({ signedInAs }) => {
  const page = await signedInAs('admin');
  const before = await versions(page);
  await page.goto(`/config/assistants/mutual-tls?${REVIEWS}`);
  await save(page);
  await page.getByRole('link', { name: 'Drafts' }).first().click();
  await page.getByRole('status').filter({ hasText: 'Saved:' }).getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText('Everything is as it was before').first()).toBeVisible();
  expect(changed(before, await versions(page))).toEqual([]);
});
