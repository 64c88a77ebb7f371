/**
 * The page of a large trace in a real browser: a file of 100,000 spans from the choice to its first rows, how long that
 * blocks the page, how evenly the waterfall scrolls, its flame graph; and that a million spans open, folded.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { startConsole } from './console-server';
import { type Figure, median } from './figure';
import { longestBlock, watchBlocks } from './page-blocks';
import { plainBrowser } from './plain-browser';
import { jaegerBytes, leanBytes } from './trace-samples';

const RUNS = 5;
const SPANS = 100_000;
const MILLION = 1_000_000;
const SIZE = { width: 1440, height: 900 } as const;
const FRAMES = 200;
const FOLDS = 10;
/** A frame of 60 a second, with the slack of its clock, milliseconds. */
const FRAME_MS = 20;
const LONGEST_BLOCK_MS = 100;

type OnFigure = (figure: Figure) => void;

export async function benchTracePage(onFigure: OnFigure): Promise<void> {
  await using server = await startConsole();
  await using browser = await plainBrowser();
  await measureTracePage(browser, server.url, onFigure);
}

/** `url`: a console where `viewer` / `viewer` may sign in. */
export async function measureTracePage(browser: Browser, url: string, onFigure: OnFigure): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'periplus-trace-page-'));
  try {
    const large = join(folder, 'large.json');
    const million = join(folder, 'million.json');
    await writeFile(large, jaegerBytes(SPANS));
    await writeFile(million, leanBytes(MILLION));
    await using context = await browser.newContext({ viewport: SIZE });
    // esbuild wraps named functions, also those that are handed to the page.
    await context.addInitScript('globalThis.__name ??= (named) => named');
    await context.addInitScript(watchBlocks);
    await context.request.post(`${url}/api/session`, {
      headers: { Origin: url },
      data: { user: 'viewer', password: 'viewer' },
    });
    await largeFigures(context, url, large, onFigure);
    await millionFigures(context, url, million, onFigure);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function largeFigures(context: BrowserContext, url: string, file: string, onFigure: OnFigure) {
  const [first, blocks, scroll, fold, others, flame, flameBlocks]: number[][] = [[], [], [], [], [], [], []];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await context.newPage();
    first?.push(await openFile(page, url, file));
    blocks?.push(await longestBlock(page));
    scroll?.push(await page.evaluate(scrollFrames, FRAMES));
    await longestBlock(page);
    fold?.push(median(await page.evaluate(foldFrames, FOLDS)));
    others?.push(median(await page.evaluate(foldOthers, FOLDS)));
    await longestBlock(page);
    flame?.push(await openFlame(page));
    flameBlocks?.push(await longestBlock(page));
    await page.close();
  }
  const figures: readonly (readonly [string, readonly number[] | undefined, number])[] = [
    ['a file of 100,000 spans from the choice to its first rows', first, 2500],
    ['its longest block of the page until then', blocks, LONGEST_BLOCK_MS],
    ['scrolling its waterfall by 180 lines a second, 95th percentile of a frame', scroll, FRAME_MS],
    ['folding and unfolding what is below its first span, until the next frame', fold, FRAME_MS],
    ['folding one subtree after the other, until the next frame', others, FRAME_MS],
    ['opening its flame graph, until it is drawn', flame, 300],
    ['opening its flame graph, longest block of the page', flameBlocks, LONGEST_BLOCK_MS],
  ];
  for (const [name, times = [], goal] of figures) {
    const note = `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms, ${RUNS} runs`;
    onFigure({ name, value: median(times), unit: 'ms', goal, note });
  }
}

async function millionFigures(context: BrowserContext, url: string, file: string, onFigure: OnFigure) {
  const page = await context.newPage();
  const firstMs = await openFile(page, url, file);
  const lines = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'));
  if (!(lines > 1 && lines < MILLION)) throw new Error(`A million spans opened with ${lines} lines.`);
  onFigure({
    name: 'a file of 1,000,000 spans from the choice to its first rows',
    value: firstMs,
    unit: 'ms',
    goal: null,
    note: `folded to ${lines} lines; longest block ${(await longestBlock(page)).toFixed(0)} ms`,
  });
  await page.close();
}

/** Milliseconds from the choice of the file to the first rows on screen. */
async function openFile(page: Page, url: string, file: string): Promise<number> {
  await page.goto(`${url}/traces`);
  const input = page.getByLabel('File with traces', { exact: true });
  await input.waitFor({ state: 'attached' });
  await longestBlock(page);
  // The clock starts when the page learns of the file: handing it over is the test's doing.
  await input.evaluate((element) =>
    element.addEventListener('change', () => performance.mark('chosen'), { capture: true, once: true }),
  );
  await input.setInputFiles(file);
  // By a plain selector: looking for roles again and again would take the page's time.
  await page
    .locator('[role=treegrid] [role=rowgroup]:nth-child(2) > [role=row]')
    .first()
    .waitFor({ timeout: 180_000 });
  return page.evaluate(() => performance.now() - (performance.getEntriesByName('chosen')[0]?.startTime ?? 0));
}

/** Milliseconds from the press of its tab to the drawn flame graph; its code is loaded in this time too. */
async function openFlame(page: Page): Promise<number> {
  const tab = page.getByRole('tab', { name: 'Flame' });
  await tab.evaluate((element) =>
    element.addEventListener('mousedown', () => performance.mark('pressed'), { capture: true, once: true }),
  );
  await tab.click();
  await page.locator('[role=application]').waitFor();
  return page.evaluate(
    () => performance.now() - (performance.getEntriesByName('pressed')[0]?.startTime ?? 0),
  );
}

/** In the page: folds and unfolds all below the first span; the milliseconds of each until the frame after it. */
async function foldFrames(folds: number): Promise<number[]> {
  const MOST_FOLD_MS = 5000;
  const SETTLED_FRAMES = 30;
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const press = (key: string) =>
    (document.querySelector('[role=treegrid]') ?? document).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true }),
    );
  const lines = () => Number(document.querySelector('[role=treegrid]')?.getAttribute('aria-rowcount'));
  press('Home');
  const times: number[] = [];
  for (let at = 0; at < 2 * folds; at += 1) {
    // What a fold leaves for later (lines beyond what is in sight, the address) is no part of the next one.
    for (let rest = 0; rest < SETTLED_FRAMES; rest += 1) await frame();
    const [before, startedAt] = [lines(), await frame()];
    press(at % 2 === 0 ? 'ArrowLeft' : 'ArrowRight');
    let now = await frame();
    // A busy machine may take more frames than one.
    while (lines() === before && now - startedAt < MOST_FOLD_MS) now = await frame();
    if (lines() === before) throw new Error('A press of the arrow folded nothing.');
    times.push(now - startedAt);
  }
  return times;
}

/** In the page: unfolds all, and folds one subtree after the other, each of which brings other lines into sight. */
async function foldOthers(folds: number): Promise<number[]> {
  const MOST_FOLD_MS = 5000;
  const grid = document.querySelector('[role=treegrid]');
  if (grid === null) throw new Error('There is no waterfall.');
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const settled = async () => {
    for (let at = 0; at < 30; at += 1) await frame();
  };
  const lines = () => Number(grid.getAttribute('aria-rowcount'));
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '}', bubbles: true }));
  const times: number[] = [];
  while (times.length < folds) {
    await settled();
    const open = [...grid.querySelectorAll('[role=row][aria-expanded=true]:not([aria-hidden])')];
    // The deepest of those in sight, so that some are left for the next turn.
    const row = open.sort(
      (a, b) => Number(b.getAttribute('aria-level')) - Number(a.getAttribute('aria-level')),
    )[0];
    if (row === undefined) throw new Error('There is nothing left to fold.');
    const [before, startedAt] = [lines(), await frame()];
    row.querySelector('button')?.click();
    let now = await frame();
    while (lines() === before && now - startedAt < MOST_FOLD_MS) now = await frame();
    if (lines() === before) throw new Error('A click folded nothing.');
    times.push(now - startedAt);
  }
  return times;
}

/** In the page: scrolls by three lines a frame, 180 a second; the 95th percentile of a frame, ms. */
async function scrollFrames(frames: number): Promise<number> {
  const grid = document.querySelector('[role=treegrid]');
  if (grid === null) throw new Error('There is no waterfall.');
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '}', bubbles: true }));
  for (let at = 0; at < 5; at += 1) await frame();
  const times: number[] = [];
  let last = await frame();
  for (let at = 0; at < frames; at += 1) {
    grid.scrollTop += 78;
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(0.95 * (times.length - 1))] ?? 0;
}
