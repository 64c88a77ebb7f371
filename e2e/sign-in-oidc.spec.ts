/** Signing in at a provider, in a real browser: cookies, redirects and another site in between are what is tested. */
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import { demoInstance } from './demo-instance';
import { expect, test } from './fixtures';
import { freePorts } from './servers/jaeger/free-port';
import { type OidcServer, startOidc } from './servers/oidc/start';

let provider: OidcServer;
let periplus: ConsoleServer;
/** By name, as the provider is by address: two sites to the browser. */
let address: string;

test.beforeAll(async () => {
  const [port = 0] = await freePorts(1);
  address = `http://localhost:${port}`;
  provider = await startOidc({
    users: [
      { name: 'ada', groups: ['mesh-admins'] },
      { name: 'eve', groups: ['cooks'] },
    ],
    redirectUris: [`${address}/api/session/oidc/callback`],
    afterSignOut: [`${address}/login`],
  });
  periplus = await startConsole({
    PORT: String(port),
    PERIPLUS_DEMO_LOGIN: '',
    PERIPLUS_LOGIN: 'oidc',
    PERIPLUS_OIDC_ISSUER: provider.issuer,
    PERIPLUS_OIDC_CLIENT_ID: provider.clientId,
    PERIPLUS_OIDC_CLIENT_SECRET: provider.clientSecret,
    PERIPLUS_ADMIN_GROUPS: 'mesh-admins',
    PERIPLUS_SESSION_SECRET: 'a secret of the browser tests, 0123456789',
    PERIPLUS_PROMETHEUS_URL: demoInstance().prometheusUrl,
  });
});

test.afterAll(async () => {
  await periplus?.[Symbol.asyncDispose]();
  await provider?.stop();
});

test.describe('Signing in at a provider', () => {
  // The provider of the tests has no icon.
  test.beforeEach(({ consoleGate }) => consoleGate.allow(/favicon\.ico/));

  test('leads through its page and back to the view, and ends at both', async ({
    page,
    expectAccessible,
  }) => {
    await page.goto(`${address}/graph?last=600`);
    await expect(page).toHaveURL(/\/login\?next=/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/interaction/`));
    await page.getByLabel('Name').fill('ada');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/graph\?.*last=600/);
    await page.getByRole('button', { name: /User menu of ada/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/session/end`));
    await page.goto(`${address}/graph`);
    await expect(page).toHaveURL(/\/login/);
  });

  test('says in words who is in no group, and who cancelled', async ({ page }) => {
    for (const [leave, words] of [
      ['Continue', /none of the groups/],
      ['Cancel', /provider did not let you sign in/],
    ] as const) {
      await page.context().clearCookies();
      await page.goto(`${address}/login?next=%2Fgraph`);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('Name').fill('eve');
      await page.getByRole('button', { name: leave }).click();
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
      await expect(page).toHaveURL(/next=%2Fgraph/);
    }
  });

  test('never believes the words of an address', async ({ page }) => {
    await page.goto(`${address}/login?refused=Call%20this%20number`);
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByText('Call this number')).toHaveCount(0);
  });
});
