/**
 * Dashboards in a real browser: thirty charts until the first screen is painted, against the same charts drawn plainly with
 * Recharts; the cursor over them; what panning leaves behind. The import of a large file, and ten thousand series in
 * Explore.
 */
import type { Browser, BrowserContext, Request, Route } from 'playwright';
import { build } from 'vite';
import { startConsole } from './console-server';
import {
  answerDashboard,
  answerQueries,
  DASHBOARD,
  HOURS,
  PANELS,
  POINTS,
  SERIES,
  seriesOf,
} from './dashboard-answers';
import { benchImport } from './dashboard-import';
import { type Figure, median } from './figure';
import type { NaiveData } from './naive-charts';
import { longestBlock, watchBlocks } from './page-blocks';
import { plainBrowser } from './plain-browser';

const RUNS = 5;
const SIZE = { width: 1440, height: 900 } as const;
const MOVES = 120;
const PANS = 10;

type OnFigure = (figure: Figure) => void;

export async function benchDashboards(onFigure: OnFigure): Promise<void> {
  benchImport(onFigure);
  await using server = await startConsole();
  await using browser = await plainBrowser();
  await measureDashboards(browser, server.url, onFigure);
}

/** `url`: a console where `viewer` / `viewer` may sign in. */
export async function measureDashboards(browser: Browser, url: string, onFigure: OnFigure): Promise<void> {
  await using context = await browser.newContext({ viewport: SIZE });
  // A busy machine is slow; what hangs is told apart all the same.
  context.setDefaultTimeout(120_000);
  // esbuild wraps named functions, also those that are handed to the page.
  await context.addInitScript('globalThis.__name ??= (named) => named');
  await context.request.post(`${url}/api/session`, {
    headers: { Origin: url },
    data: { user: 'viewer', password: 'viewer' },
  });
  await context.route('**/api/dashboards/bench', answerDashboard);
  await context.route('**/api/timeline*', (route) => route.abort());
  await context.route('**/api/query', answerQueries);
  await paintFigure(context, url, onFigure);
  await cursorFigure(context, url, onFigure);
  await panFigure(context, url, onFigure);
  await exploreFigure(context, url, onFigure);
}

async function paintFigure(context: BrowserContext, url: string, onFigure: OnFigure): Promise<void> {
  const naiveScript = await naiveBundle();
  const ours: number[] = [];
  const naive: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await paintOurs(context, url));
    naive.push(await paintNaive(context, naiveScript));
  }
  onFigure({
    name: `${PANELS} charts of ${HOURS} h, answers to first screen / all drawn plainly`,
    value: median(ours) / median(naive),
    unit: '×',
    goal: 0.5,
    note: `${SERIES} series of ${POINTS} points each; ${spread(ours)} against ${spread(naive)}`,
  });
}

/** From the first answer's arrival until every chart of the screen is painted. */
async function paintOurs(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${url}/dashboards/bench`);
  await page.waitForFunction(chartsInView);
  const ms = await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(done));
    const { port1, port2 } = new MessageChannel();
    const painted = new Promise<number>((done) => {
      port1.onmessage = () => done(performance.now());
    });
    port2.postMessage(null);
    const paintedAt = await painted;
    const [first] = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/api/query'));
    const { responseStart } = (first ?? {}) as PerformanceResourceTiming;
    if (!(responseStart > 0)) throw new Error('The page has asked no queries.');
    return paintedAt - responseStart;
  });
  await page.close();
  return ms;
}

/** In the page: whether each panel that reaches into the screen has its lines. */
function chartsInView(): boolean {
  const panels = [...document.querySelectorAll('section[aria-label^="Chart "]')].filter((panel) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return panels.length > 0 && panels.every((panel) => panel.querySelector('.recharts-area-curve') !== null);
}

async function paintNaive(context: BrowserContext, script: string): Promise<number> {
  const page = await context.newPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: script });
  const to = Math.floor(Date.now() / 1000);
  const data = DASHBOARD.sections.flatMap(({ panels }) =>
    panels.map(({ title }): NaiveData => {
      const series = seriesOf({ expr: title, from: to - HOURS * 3600, to, step: (HOURS * 3600) / POINTS });
      return { title, series: series.map(({ labels, points }) => ({ name: labels.app, points })) };
    }),
  );
  const ms = await page.evaluate(
    (given) =>
      (globalThis as unknown as { drawNaive: (data: readonly NaiveData[]) => Promise<number> }).drawNaive(
        given,
      ),
    data,
  );
  await page.close();
  return ms;
}

/** The plain charts as one script, made as production has it. */
async function naiveBundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      lib: { entry: 'bench/naive-charts.ts', formats: ['iife'], name: 'naive', fileName: 'naive' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('The plain charts were not built.');
  return chunk.code;
}

/** All thirty are mounted, and each follows the pointer. */
async function cursorFigure(context: BrowserContext, url: string, onFigure: OnFigure): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/dashboards/bench`);
  await page.waitForFunction(chartsInView);
  for (let at = 1; at <= PANELS; at += 2) {
    await page.locator(`section[aria-label="Chart ${at}"]`).scrollIntoViewIfNeeded();
    await page.waitForFunction(chartsInView);
  }
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push(...(await page.evaluate(moveCursor, MOVES)));
  await page.close();
  times.sort((a, b) => a - b);
  onFigure({
    name: 'a move of the cursor over thirty charts, script and layout, 95th percentile',
    value: times[Math.floor(0.95 * (times.length - 1))] ?? Number.NaN,
    unit: 'ms',
    goal: 16,
    note: `${times.length} moves, median ${median(times).toFixed(1)} ms`,
  });
}

/** In the page: the milliseconds of each move until React and the layout have done their work. */
async function moveCursor(moves: number): Promise<number[]> {
  const chart = [...document.querySelectorAll('[role=img][aria-label$="shorter span."]')].at(-1);
  if (chart === undefined) throw new Error('There is no chart.');
  const { left, top, width, height } = chart.getBoundingClientRect();
  const task = () =>
    new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    });
  const times: number[] = [];
  for (let at = 0; at < moves; at += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    const startedAt = performance.now();
    const clientX = left + 60 + ((width - 80) * at) / moves;
    chart.dispatchEvent(
      new PointerEvent('pointermove', { bubbles: true, clientX, clientY: top + height / 2, pointerId: 1 }),
    );
    await task();
    await task();
    document.body.getBoundingClientRect();
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** The window moves ten times while nothing is answered: what of the former windows is still under way. */
async function panFigure(context: BrowserContext, url: string, onFigure: OnFigure): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/dashboards/bench`);
  await page.waitForFunction(chartsInView);
  const open = new Set<Request>();
  const held: Route[] = [];
  await page.route('**/api/query', (route) => void held.push(route));
  page.on('request', (request) => request.url().endsWith('/api/query') && open.add(request));
  page.on('requestfailed', (request) => open.delete(request));
  page.on('requestfinished', (request) => open.delete(request));
  const earlier = page.getByRole('button', { name: 'Earlier' });
  let asked = 0;
  for (let pan = 0; pan < PANS; pan += 1) {
    await Promise.all([
      page.waitForRequest((request) => request.url().endsWith('/api/query')),
      earlier.click(),
    ]);
    asked += 1;
  }
  const last = Math.max(...[...open].map(oldestEnd));
  const before = new Set([...open].filter((request) => oldestEnd(request) < last));
  for (const deadline = Date.now() + 2000; before.size > 0 && Date.now() < deadline; ) {
    for (const request of before) if (!open.has(request)) before.delete(request);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  onFigure({
    name: 'requests of former windows under way after panning ten times',
    value: [...before].filter((request) => open.has(request)).length,
    unit: 'requests',
    goal: 0,
    note: `of at least ${asked}; ${open.size} of the last window`,
  });
  await page.close();
}

/** Which window a request is of: panning goes back, so the newest has the earliest end; negative, so that it is the highest. */
function oldestEnd(request: Request): number {
  const { queries } = request.postDataJSON() as { queries: readonly { to: number }[] };
  return -Math.min(...queries.map(({ to }) => to));
}

/** Ten thousand series found, of which the first hundred come: the page says so and stays responsive. */
async function exploreFigure(context: BrowserContext, url: string, onFigure: OnFigure): Promise<void> {
  const blocks: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await context.newPage();
    await page.addInitScript(watchBlocks);
    await page.route('**/api/query', answerMany);
    await page.goto(`${url}/explore?expr=many`);
    await page
      .getByText(/10,000/)
      .first()
      .waitFor();
    blocks.push(await longestBlock(page));
    await page.close();
  }
  onFigure({
    name: 'Explore with 10,000 series: the first 100 drawn, longest block of the page',
    value: median(blocks),
    unit: 'ms',
    goal: 200,
    note: spread(blocks),
  });
}

async function answerMany(route: Route): Promise<void> {
  const { queries } = route.request().postDataJSON() as {
    queries: readonly { key: string; expr: string; from: number; to: number; step: number; limit?: number }[];
  };
  const results = queries.map((query) => {
    const [one] = seriesOf(query);
    const series = Array.from({ length: Math.min(query.limit ?? 2000, 10_000) }, (_, at) => ({
      labels: { __name__: 'many', at: String(at) },
      points: (one?.points ?? []).map(([seconds, value]) => [seconds, value + at]),
    }));
    return { key: query.key, kind: 'series', series, found: 10_000, warnings: [], infos: [], seconds: 0.1 };
  });
  await route.fulfill({ json: { results } }).catch(() => undefined);
}

function spread(times: readonly number[]): string {
  return `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms in ${times.length} runs`;
}
