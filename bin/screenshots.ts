/**
 * `npm run screenshots -- <folder> [address]`: signs in to a running demo and writes pictures of its pages, light and
 * dark, for the README. The address is http://localhost:20001 unless given; user and password are the demo's.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { busiestTrace, type PageToShow, pagesToShow } from './screenshot-pages';
import { ensureSystemParts } from './system-parts';

const DEMO = { address: 'http://localhost:20001', user: 'admin', password: 'admin' };
const SIZE = { width: 1440, height: 900 };
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Milliseconds; the first visit of a page in development compiles it. */
const PATIENCE_MS = 90_000;
/** Two pictures this far apart must be the same: then fonts, layout and charts have settled. */
const SETTLE_MS = 400;
const SETTLE_TRIES = 40;

async function main(): Promise<void> {
  const [folder, address = DEMO.address] = process.argv.slice(2);
  if (folder === undefined) {
    throw new Error('Say into which folder: npm run screenshots -- <folder> [address]');
  }
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  try {
    const trace = await signedIn(browser, address, 'light', (context) =>
      busiestTrace(context.request, address),
    );
    for (const theme of THEMES) {
      await signedIn(browser, address, theme, async (context) => {
        for (const shown of pagesToShow(trace)) await write(context, { shown, theme, folder, address });
      });
    }
  } finally {
    await browser.close();
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureSystemParts(['chromium']).chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** Runs `work` in a browser context of the theme that is signed in. */
async function signedIn<T>(
  browser: Browser,
  address: string,
  theme: Theme,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: SIZE,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  try {
    const answer = await context.request.post('/api/session', {
      headers: { Origin: new URL(address).origin },
      data: { user: DEMO.user, password: DEMO.password },
    });
    if (!answer.ok()) throw new Error(`${address} refuses ${DEMO.user}/${DEMO.password}: is it the demo?`);
    return await work(context);
  } finally {
    await context.close();
  }
}

interface Picture {
  shown: PageToShow;
  theme: Theme;
  folder: string;
  address: string;
}

async function write(context: BrowserContext, { shown, theme, folder }: Picture): Promise<void> {
  const page = await context.newPage();
  // The indicator of `next dev` is no part of the product.
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('nextjs-portal { display: none }');
    document.adoptedStyleSheets = [sheet];
  });
  await page.goto(shown.path, { timeout: PATIENCE_MS, waitUntil: 'domcontentloaded' });
  await page.waitForFunction(hasArrived, undefined, { timeout: PATIENCE_MS });
  const file = join(folder, `${shown.name}-${theme}.png`);
  writeFileSync(file, await settledPicture(page));
  process.stdout.write(`${file}  ${Math.round(statSync(file).size / 1024)} KiB\n`);
  await page.close();
}

/** Runs in the page: something is drawn, and nothing says that it is still on its way. */
function hasArrived(): boolean {
  const waiting = '.skeleton, [aria-busy="true"], [role="status"][aria-label^="Loading"]';
  return (
    document.querySelector(waiting) === null && (document.querySelector('main')?.textContent.length ?? 0) > 40
  );
}

/** A picture that the next one equals; the age of the numbers in the bar is left out of the comparison. */
async function settledPicture(page: Page): Promise<Buffer> {
  const clip = { x: 0, y: 48, width: SIZE.width, height: SIZE.height - 48 };
  let before = await page.screenshot({ clip });
  for (let tries = 0; tries < SETTLE_TRIES; tries += 1) {
    await page.waitForTimeout(SETTLE_MS);
    const now = await page.screenshot({ clip });
    if (now.equals(before)) break;
    before = now;
  }
  return page.screenshot();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
