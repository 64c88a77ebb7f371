/**
 * The console mounted at a path of a host that serves other things too: one walk through it, in which everything that
 * the browser asks for lies below that path, whether the proxy before it takes the path off or not.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startConsole } from '@/bench/console-server';
import { demoInstance } from './demo-instance';
import { test as base, expect as usual } from './fixtures';
import { freePorts } from './servers/jaeger/free-port';
import { type MountingProxy, startMountingProxy } from './servers/mounting-proxy';

const PATH = '/tools/periplus';
/** Beside the demo another console starts. */
const expect = usual.configure({ timeout: 45_000 });

interface Mounted {
  readonly passing: MountingProxy;
  readonly stripping: MountingProxy;
  /** Where the console itself listens. */
  readonly behind: string;
}

const test = base.extend<object, { mounted: Mounted }>({
  mounted: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const { prometheusUrl, jaegerUrl, manifestsFolder } = demoInstance();
      const folder = mkdtempSync(join(tmpdir(), 'periplus-sub-path-'));
      cpSync(manifestsFolder, folder, { recursive: true });
      const [port = 0] = await freePorts(1);
      await using server = await startConsole({
        PORT: String(port),
        PERIPLUS_PUBLIC_URL: `https://example.org${PATH}/`,
        PERIPLUS_PROMETHEUS_URL: prometheusUrl,
        ...(jaegerUrl !== null && { PERIPLUS_JAEGER_URL: jaegerUrl }),
        PERIPLUS_CONFIG_FOLDER: folder,
        PERIPLUS_SESSION_SECRET: randomBytes(48).toString('base64'),
      });
      await using passing = await startMountingProxy(port, PATH, false);
      await using stripping = await startMountingProxy(port, PATH, true);
      await use({ passing, stripping, behind: server.url });
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

/** Every address that the page asks for, scripts of workers included. */
function addressesOf(page: Page): string[] {
  const seen: string[] = [];
  page.context().on('request', (request) => seen.push(request.url()));
  return seen;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('User').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('admin');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

for (const kind of ['passing', 'stripping'] as const) {
  test(`is walked through below a path, behind a proxy that is ${kind} it`, async ({
    page,
    mounted,
    consoleGate,
  }) => {
    test.setTimeout(240_000);
    // Refreshes that sign-out overtakes, and a source that takes its time.
    consoleGate.allow(/status of (401|504)/);
    const { origin, outside } = mounted[kind];
    const home = origin + PATH;
    const asked = addressesOf(page);

    await page.goto(`${home}/graph?namespaces=bookinfo&last=1800`);
    await expect(page).toHaveURL(new RegExp(`^${home}/login\\?next=%2Fgraph`));
    await signIn(page);
    await expect(page).toHaveURL(new RegExp(`^${home}/graph\\?namespaces=bookinfo`));
    await expect(page.getByRole('group', { name: 'Traffic graph' })).toContainText('productpage');
    for (const cookie of await page.context().cookies(home))
      expect(cookie.path).toMatch(new RegExp(`^${PATH}`));

    await page.getByRole('navigation').getByRole('link', { name: 'Traces' }).first().click();
    await expect(page).toHaveURL(new RegExp(`^${home}/traces`));
    await page.goto(`${home}/traces?service=reviews.bookinfo&last=1800`);
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page).toHaveURL(new RegExp(`^${home}/traces/[0-9a-f]{16,32}`));
    await expect(page.getByRole('treegrid')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('treegrid')).toBeVisible();

    await page.getByRole('navigation').getByRole('link', { name: 'Configuration' }).first().click();
    await expect(page).toHaveURL(new RegExp(`^${home}/config`));
    await page.goto(`${home}/config/networking.istio.io/VirtualService/bookinfo/reviews`);
    const editor = page.getByRole('textbox', { name: /text of|yaml|editor/i });
    await expect(editor).toContainText('weight');
    await editor.click();
    await page.keyboard.press('ControlOrMeta+End');
    // What the worker finds in the text says that it was loaded and reached the mesh.
    await page.keyboard.insertText('\n  unknownField: true\n');
    await expect(page.getByText('1 error').first()).toBeVisible();
    await expect.poll(() => asked).toContain(`${home}/api/config/mesh`);
    await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeVisible();

    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${home}/`);
    await page.getByRole('button', { name: /admin/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(new RegExp(`^${home}/login`), { timeout: 45_000 });
    await page.goto(home);
    await expect(page).toHaveURL(new RegExp(`^${home}/login`));

    const elsewhere = asked.filter((address) => /^https?:/.test(address) && !address.startsWith(home));
    expect(elsewhere).toEqual([]);
    expect(outside).toEqual([]);
    expect(asked.some((address) => /\.woff2$/.test(address))).toBe(true);
  });
}

test('answers probes at the root too', async ({ mounted, request }) => {
  for (const path of ['/healthz', '/readyz', '/metrics', `${PATH}/healthz`])
    expect((await request.get(mounted.behind + path)).status(), path).toBe(200);
});
