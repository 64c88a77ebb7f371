/**
 * How much script each page starts with, against its budget: the gzip KiB of every `<script src>` of the
 * served HTML, framework included. What arrives later (dynamic imports) is measured beside it, without a budget
 * and without sources: a graph or a chart that has nothing to draw does not load what draws it.
 */
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type APIRequestContext, chromium, type Page } from 'playwright';
import { ensureSystemParts } from '@/bin/system-parts';
import { type ConsoleServer, startConsole } from './console-server';
import type { Figure } from './figure';

/** Budgets in gzip KiB. An empty page of Next.js has about 132 of them. */
export const BUDGETS_KIB = {
  '/login': 150,
  '/': 220,
  '/graph': 320,
  '/traces': 230,
  '/explore': 230,
  '/workloads': 250,
  '/workloads/bookinfo/reviews-v1': 250,
  '/config': 230,
  '/config/networking.istio.io/VirtualService/bookinfo/reviews': 360,
} as const;

/** Addresses of the scripts in a page's HTML, each once; without those for browsers that know no modules, which none of ours load. */
export function scriptsOf(html: string, pageUrl: string): string[] {
  const tags = html.match(/<script\b[^>]*>/g) ?? [];
  const sources = tags
    .filter((tag) => !/\snomodule\b/i.test(tag))
    .flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(sources.map((source) => new URL(source.replaceAll('&amp;', '&'), pageUrl).href))];
}

/** Gzip KiB (level 9) of the scripts that the HTML of `url` names. Throws when another page answers, as the login page would. */
export async function scriptKib(request: APIRequestContext, url: string): Promise<number> {
  const page = await request.get(url);
  if (!page.ok() || page.url() !== url) throw new Error(`${url} answered ${page.status()} at ${page.url()}.`);
  const scripts = scriptsOf(await page.text(), url);
  if (scripts.length === 0) throw new Error(`The page ${url} names no script.`);
  const sizes = scripts.map(async (script) => {
    const answer = await request.get(script);
    if (!answer.ok()) throw new Error(`${script} answered ${answer.status()}.`);
    return gzipBytes(await answer.body());
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
}

function gzipBytes(body: Buffer): number {
  return gzipSync(body, { level: 9 }).byteLength;
}

/** Gzip KiB of every script that a browser fetches until the page is quiet. */
async function fetchedKib(page: Page, url: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') sizes.push(response.body().then(gzipBytes));
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
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
    const url = `${server.url}${path}`;
    const kib = await scriptKib(context.request, url);
    const fetched = await fetchedKib(await context.newPage(), url);
    figures.push({
      name: `scripts of ${path}`,
      value: kib,
      unit: 'KiB gzip',
      goal: budget,
      note: `${Math.round(fetched)} with all that follows while no source answers`,
    });
  }
  return figures;
}

/** Measures every page with a budget on the built console. */
export async function benchBundles(): Promise<Figure[]> {
  await using server = await startConsole({
    // The standalone server changes into its own folder.
    PERIPLUS_CONFIG_FOLDER: resolve('demo/manifests'),
    PERIPLUS_READ_ONLY: 'true',
  });
  // Awaited here: the server ends with this block.
  return await measure(server);
}
