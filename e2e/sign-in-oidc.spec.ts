/** Signing in at a provider, in a real browser: cookies, redirects and another site in between are what is tested. */
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import { demoInstance } from './demo-instance';
import { expect, test } from './fixtures';
import { freePorts } from './servers/jaeger/free-port';
import { type MountingProxy, startMountingProxy } from './servers/mounting-proxy';
import { type OidcServer, startOidc } from './servers/oidc/start';

const PATH = '/tools/periplus';

let provider: OidcServer;
let periplus: ConsoleServer;
/** By name, as the provider is by address: two sites to the browser. */
let address: string;

function settingsFor({ issuer, clientId, clientSecret }: OidcServer, port: number): Record<string, string> {
  return {
    PORT: String(port),
    PERIPLUS_DEMO_LOGIN: '',
    PERIPLUS_LOGIN: 'oidc',
    PERIPLUS_OIDC_ISSUER: issuer,
    PERIPLUS_OIDC_CLIENT_ID: clientId,
    PERIPLUS_OIDC_CLIENT_SECRET: clientSecret,
    PERIPLUS_ADMIN_GROUPS: 'mesh-admins',
    PERIPLUS_SESSION_SECRET: 'a secret of the browser tests, 0123456789',
    PERIPLUS_PROMETHEUS_URL: demoInstance().prometheusUrl,
  };
}

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
  periplus = await startConsole(settingsFor(provider, port));
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

test.describe('Signing in at a provider from below a path of a host', () => {
  let mounted: readonly MountingProxy[] = [];
  let below: ConsoleServer | undefined;
  let theirs: OidcServer | undefined;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    const [port = 0] = await freePorts(1);
    mounted = [await startMountingProxy(port, PATH, false), await startMountingProxy(port, PATH, true)];
    const homes = mounted.map(({ origin }) => origin + PATH);
    theirs = await startOidc({
      users: [{ name: 'ada', groups: ['mesh-admins'] }],
      redirectUris: homes.map((home) => `${home}/api/session/oidc/callback`),
      afterSignOut: homes.map((home) => `${home}/login`),
    });
    below = await startConsole({
      ...settingsFor(theirs, port),
      PERIPLUS_PUBLIC_URL: `https://example.org${PATH}`,
    });
  });

  test.afterAll(async () => {
    await below?.[Symbol.asyncDispose]();
    await theirs?.stop();
    for (const proxy of mounted) await proxy[Symbol.asyncDispose]();
  });

  for (const [at, how] of ['that is passed on', 'that the proxy before it takes off'].entries()) {
    test(`a path ${how}: leads to the provider, back to the view, and out again`, async ({
      page,
      consoleGate,
    }) => {
      consoleGate.allow(/favicon\.ico|status of 401/);
      const { origin = '', outside = [] } = mounted[at] ?? {};
      const home = origin + PATH;
      const returns: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/oidc/callback')) returns.push(new URL(request.url()).pathname);
      });
      await page.goto(`${home}/graph?last=600`);
      await expect(page).toHaveURL(new RegExp(`^${home}/login\\?next=`));
      await page.getByRole('link', { name: 'Sign in' }).click();
      await expect(page).toHaveURL(new RegExp(`^${theirs?.issuer}/interaction/`));
      // What the way back needs is kept for that path alone, and not for what else the host serves.
      const attempts = (await page.context().cookies(`${home}/api/session/oidc/callback`)).filter(
        ({ name }) => name.includes('.oidc-'),
      );
      expect(attempts.map(({ path }) => path)).toEqual([`${PATH}/api/session/oidc`]);
      await page.getByLabel('Name').fill('ada');
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page).toHaveURL(new RegExp(`^${home}/graph\\?.*last=600`));
      expect(returns).toEqual([`${PATH}/api/session/oidc/callback`]);
      await page.reload();
      await expect(page).toHaveURL(new RegExp(`^${home}/graph`));
      await page.getByRole('button', { name: /User menu of ada/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await expect(page).toHaveURL(new RegExp(`^${theirs?.issuer}/session/end`));
      await page.getByRole('button', { name: 'Sign out here too' }).click();
      await expect(page).toHaveURL(new RegExp(`^${home}/login`));
      await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
      expect(outside).toEqual([]);
    });
  }
});
