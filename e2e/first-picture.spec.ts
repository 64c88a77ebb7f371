/** A large graph is seen before the scripts are there that draw it, and where they draw it. */
import type { Page } from '@playwright/test';
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import { syntheticSeries } from '@/bench/graph-mesh';
import { test as base, expect } from './fixtures';
import { remoteWrite } from './servers/prometheus/remote-write';
import { startPrometheus } from './servers/prometheus/start';

const MESH = { name: 'large', seed: 7, services: 300, edges: 1200, namespaces: 12, buckets: false };

const test = base.extend<object, { large: { server: ConsoleServer; to: number } }>({
  large: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      await using prometheus = await startPrometheus();
      const to = Math.floor(Date.now() / 15_000) * 15;
      await remoteWrite(prometheus.url, syntheticSeries(MESH, to * 1000));
      await using server = await startConsole({ PERIPLUS_PROMETHEUS_URL: prometheus.url });
      await use({ server, to });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ large }, use) => use(large.server.url),
});

const address = (to: number) => `/graph?everything=true&refresh=0&from=${to - 60}&to=${to}`;
const given = (page: Page) => page.locator('[data-first-picture] svg').first();

/** Middles of the names of boxes, by name. */
function namesOf(page: Page, selector: string): Promise<Record<string, { x: number; y: number }>> {
  return page.locator(selector).evaluateAll((names) =>
    Object.fromEntries(
      names.map((name) => {
        const { x, y, height } = name.getBoundingClientRect();
        return [name.textContent, { x: Math.round(x), y: Math.round(y + height / 2) }];
      }),
    ),
  );
}

/** The page's scripts stay away until the returned function is called. */
async function withoutScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

for (const scheme of ['light', 'dark'] as const) {
  test(`stands in the document, ${scheme}, and the page's own takes its place without a jump`, async ({
    signedInAs,
    large,
  }) => {
    const page = await signedInAs('viewer');
    await page.emulateMedia({ colorScheme: scheme });
    await page.addInitScript(() => localStorage.setItem('periplus.panel.graph', '460'));
    const release = await withoutScripts(page);
    await page.goto(address(large.to), { waitUntil: 'commit' });
    await expect(given(page)).toBeVisible();
    const before = await namesOf(page, '[data-first-picture] .rounded-tag');
    expect(Object.keys(before).length).toBe(MESH.namespaces);
    const colors = await given(page)
      .locator('g')
      .evaluateAll((groups) => groups.map((group) => getComputedStyle(group).fill));
    expect(colors.every((color) => color === 'none' || /^(rgb|color)\(/.test(color))).toBe(true);
    release();
    await expect(page.locator('[data-box-name]').first()).toBeVisible();
    await expect(given(page)).toHaveCount(0);
    // What waits for the picture is there: nothing that comes later moves it either.
    await expect(page.getByRole('button', { name: 'Compare' })).toBeVisible();
    await expect(async () => {
      const own = await namesOf(page, '[data-box-name]');
      for (const [name, { x, y }] of Object.entries(before)) {
        expect(Math.abs((own[name]?.x ?? 0) - x), name).toBeLessThanOrEqual(6);
        expect(Math.abs((own[name]?.y ?? 0) - y), name).toBeLessThanOrEqual(6);
      }
    }).toPass();
  });
}

test('is not there where cards were put elsewhere, nor where the page draws in full', async ({
  signedInAs,
  large,
}) => {
  const page = await signedInAs('viewer');
  const pictures: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/graph/picture')) pictures.push(request.url());
  });
  await page.goto(address(large.to));
  await expect(page.locator('[data-box-name]').first()).toBeVisible();
  expect(pictures).toHaveLength(1);
  const key = await page.evaluate(() => {
    const [script] = [...document.scripts].filter(({ text }) => text.includes('first-'));
    return /includes\("(.*?)"\)\)\{/.exec(script?.text ?? '')?.[1] ?? '';
  });
  expect(key).not.toBe('');
  await page.evaluate((written) => {
    const view = JSON.parse(JSON.parse(`"${written}"`));
    localStorage.setItem('periplus.graph.positions', JSON.stringify([[view, { nobody: [1, 2] }]]));
  }, key);
  await page.reload();
  await expect(page.locator('[data-box-name]').first()).toBeVisible();
  await page.goto(`${address(large.to)}&find=service-1`);
  await expect(page.locator('[data-box-name]').first()).toBeVisible();
  expect(pictures).toHaveLength(1);
  await page.goto(`${address(large.to)}&namespaces=team-1`);
  await expect(
    page.getByRole('group', { name: 'Traffic graph' }).locator('[data-node]').first(),
  ).toBeVisible();
  expect(pictures).toHaveLength(2);
  await expect(given(page)).toHaveCount(0);
});

test('its route draws for the address of a page, and says which size is none', async ({
  signedInAs,
  large,
}) => {
  const page = await signedInAs('viewer');
  const ask = (query: string) => page.request.get(`/api/graph/picture?${query}`);
  const asked = new URLSearchParams({
    address: address(large.to).slice('/graph?'.length),
    width: '900',
    height: '600',
  });
  const good = await ask(asked.toString());
  expect(good.status()).toBe(200);
  expect((await good.json()).picture).toContain('<svg');
  asked.set('width', '12');
  const small = await ask(asked.toString());
  expect(small.status()).toBe(400);
  expect(await small.text()).toContain('less than 50 pixels');
});
