/**
 * How much script each page loads: gzip KiB of every script that a browser fetches until the page is
 * quiet, dynamic imports included, against the page's budget.
 */
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { ensureSystemParts } from '@/bin/system-parts';
import { type ConsoleServer, startConsole } from './console-server';
import type { Figure } from './figure';

/** Budgets in gzip KiB, framework included. */
export const BUDGETS_KIB = {
  '/login': 150,
  '/graph': 320,
  '/traces': 230,
  '/config/networking.istio.io/VirtualService/bookinfo/reviews': 360,
} as const;

/** Gzip KiB (level 9) of the scripts that one page fetched. */
export async function scriptKib(page: Page, url: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).byteLength));
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return bytes / 1024;
}

async function measure(server: ConsoleServer): Promise<Figure[]> {
  const { chromium: executablePath } = ensureSystemParts(['chromium']);
  await using browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  const figures: Figure[] = [];
  for (const [path, budget] of Object.entries(BUDGETS_KIB)) {
    await using context = await browser.newContext();
    if (path !== '/login') {
      await context.request.post(`${server.url}/api/session`, {
        headers: { Origin: server.url },
        data: { user: 'viewer', password: 'viewer' },
      });
    }
    const kib = await scriptKib(await context.newPage(), `${server.url}${path}`);
    figures.push({ name: `scripts of ${path}`, value: kib, unit: 'KiB gzip', goal: budget });
  }
  return figures;
}

/** Measures every page with a budget on the built console. */
export async function benchBundles(): Promise<Figure[]> {
  await using server = await startConsole({
    PERIPLUS_CONFIG_FOLDER: 'demo/manifests',
    PERIPLUS_READ_ONLY: 'true',
  });
  return measure(server);
}
