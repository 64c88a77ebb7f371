/**
 * The list of 5,000 workloads in a real browser, over a real Prometheus and a folder that holds them: from the address to
 * its first rows, how evenly it scrolls through all of them, and from a typed word to the rows that are left.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Request } from 'playwright';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { startPrometheus } from '@/e2e/servers/prometheus/start';
import { startConsole } from './console-server';
import { type Figure, median } from './figure';
import { type SyntheticMesh, syntheticSeries } from './graph-mesh';
import { longestBlock, watchBlocks } from './page-blocks';
import { plainBrowser } from './plain-browser';

type OnFigure = (figure: Figure) => void;

const RUNS = 5;
const SIZE = { width: 1440, height: 900 } as const;
const FRAMES = 200;
/** Pixels in a frame: a fast wheel, some 200 rows a second. */
const STEP = 108;
/**
 * Two frames of 60 a second, by a clock of tenths: without a graphics card the browser paints on the cores that scroll.
 * Milliseconds.
 */
const FRAME_MS = 33.4;
/** What leaves half of a frame to whatever else the page does. */
const OWN_MS = 8;
/** From the wheel to the keys: nobody types while the list still runs. Milliseconds. */
const TO_THE_KEYS_MS = 500;
const MESH: SyntheticMesh = {
  name: 'inventory-page',
  seed: 11,
  services: 5000,
  edges: 6000,
  namespaces: 100,
  buckets: false,
};
const SCROLLER = 'section[aria-label="Rows of workloads"]';
const ROW = `${SCROLLER} tbody tr`;

export async function benchInventoryPage(onFigure: OnFigure): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'periplus-inventory-page-'));
  try {
    await writeFile(join(folder, 'mesh.yaml'), manifests());
    await using prometheus = await startPrometheus();
    const toMs = Math.floor(Date.now() / 15_000) * 15_000;
    await remoteWrite(prometheus.url, syntheticSeries(MESH, toMs));
    await using server = await startConsole({
      PERIPLUS_CONFIG_FOLDER: folder,
      PERIPLUS_PROMETHEUS_URL: prometheus.url,
      // On a machine that does other things a first answer may take longer than pages wait for.
      PERIPLUS_PROMETHEUS_TIMEOUT: '60s',
    });
    await using browser = await plainBrowser();
    await using context = await browser.newContext({ viewport: SIZE });
    // esbuild wraps named functions, also those that are handed to the page.
    await context.addInitScript('globalThis.__name ??= (named) => named');
    await context.addInitScript(watchBlocks);
    await context.addInitScript(watchFirstRow, ROW);
    await context.request.post(`${server.url}/api/session`, {
      headers: { Origin: server.url },
      data: { user: 'viewer', password: 'viewer' },
    });
    const to = toMs / 1000;
    await measure(() => context.newPage(), `${server.url}/workloads?from=${to - 240}&to=${to}`, onFigure);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(newPage: () => Promise<Page>, address: string, onFigure: OnFigure): Promise<void> {
  const times: Record<'first' | 'whole' | 'frames' | 'work' | 'block' | 'filter', number[]> = {
    first: [],
    whole: [],
    frames: [],
    work: [],
    block: [],
    filter: [],
  };
  for (let run = -1; run < RUNS; run += 1) {
    const page = await newPage();
    const asked = requestsUnderWay(page);
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator(ROW).first().waitFor({ timeout: 120_000 });
    const first = await firstRow(page);
    await page
      .locator(`${ROW} td[data-column="rate"]`, { hasText: 'rps' })
      .first()
      .waitFor({ timeout: 120_000 });
    const whole = await sinceStart(page);
    await longestBlock(page);
    const worked = await ownTime(page);
    const frames = await page.evaluate(scrollFrames, { scroller: SCROLLER, count: FRAMES, step: STEP });
    const work = (await worked()) / FRAMES;
    const block = await longestBlock(page);
    await page.locator(SCROLLER).evaluate((element) => element.scrollTo(0, 0));
    // The parts that were scrolled past are still being asked for: a filter is not charged with them.
    while (asked.size > 0) await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.waitForTimeout(TO_THE_KEYS_MS);
    const filter = await typedToRows(page, `service-${4200 + run}-`);
    await page.close();
    // The first run reads everything anew.
    if (run < 0) continue;
    times.first.push(first);
    times.whole.push(whole);
    times.frames.push(frames);
    times.work.push(work);
    times.block.push(block);
    times.filter.push(filter);
  }
  const figures = [
    ['5,000 workloads from the address to the first rows on screen', times.first, 1000],
    ['the same to their rates', times.whole, null],
    ['scrolling through them by 200 rows a second, 95th percentile of a frame', times.frames, FRAME_MS],
    ['what a frame of it takes of the page’s own processor time, on average', times.work, OWN_MS],
    ['its longest block of the page meanwhile', times.block, null],
    ['from the last typed letter to the rows that are left', times.filter, 100],
  ] as const;
  for (const [name, taken, goal] of figures) {
    const note = `${Math.min(...taken).toFixed(0)} to ${Math.max(...taken).toFixed(0)} ms, ${RUNS} runs`;
    onFigure({ name, value: median(taken), unit: 'ms', goal, note });
  }
}

/** What the page has asked for and not got, as it is from now on. */
function requestsUnderWay(page: Page): ReadonlySet<Request> {
  const asked = new Set<Request>();
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  return asked;
}

/** Runs in the page before all else: marks when a picture with a row is on screen, however busy its thread is then. */
function watchFirstRow(row: string): void {
  const look = () => {
    if (document.querySelector(row) === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => performance.mark('first-row'));
  };
  requestAnimationFrame(look);
}

async function firstRow(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('first-row').length > 0);
  return page.evaluate(() => performance.getEntriesByName('first-row')[0]?.startTime ?? Number.NaN);
}

const sinceStart = (page: Page) => page.evaluate(() => performance.now());

/** Milliseconds from the typed word until the list holds no row but those of it. */
async function typedToRows(page: Page, word: string): Promise<number> {
  await page.evaluate(() => {
    const typed = () => performance.mark('typed');
    document.addEventListener('input', typed, { once: true, capture: true });
  });
  await page.locator('main input[type=search]').first().fill(word);
  return page.evaluate(
    async ([row, wanted]) => {
      const isLeft = ({ textContent }: Element) => textContent?.includes(wanted) === true;
      for (;;) {
        const rows = [...document.querySelectorAll(row)];
        const typed = performance.getEntriesByName('typed').at(-1);
        if (typed !== undefined && rows.length > 0 && rows.every(isLeft))
          return performance.now() - typed.startTime;
        await new Promise((done) => requestAnimationFrame(done));
      }
    },
    [ROW, word] as const,
  );
}

/** Milliseconds that the page's thread has worked by its own clock since, whatever else the machine does. */
async function ownTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const before = await read();
  return async () => {
    const taken = (await read()) - before;
    await session.detach();
    return taken;
  };
}

/** Runs in the page: the 95th percentile of the time between two frames while it scrolls, milliseconds. */
async function scrollFrames(asked: { scroller: string; count: number; step: number }): Promise<number> {
  const element = document.querySelector(asked.scroller);
  if (element === null) throw new Error('There is no list to scroll.');
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  for (let at = 0; at < 5; at += 1) await frame();
  const times: number[] = [];
  let last = await frame();
  for (let at = 0; at < asked.count; at += 1) {
    element.scrollTop += asked.step;
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  if (element.scrollTop < asked.step) throw new Error('The list did not scroll.');
  times.sort((a, b) => a - b);
  return times[Math.floor(0.95 * (times.length - 1))] ?? 0;
}

/** The workloads and services that the series tell of. */
function manifests(): string {
  const parts = Array.from({ length: MESH.services }, (_, at) => {
    const [name, namespace] = [`service-${at}`, `team-${at % MESH.namespaces}`];
    const labels = `{ app: ${name}, version: v1 }`;
    return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, name: http, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}-v1, namespace: ${namespace}, labels: ${labels} }
spec:
  replicas: 2
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec: { serviceAccountName: ${name}, containers: [{ name: app, image: 'app:1' }] }
`;
  });
  return parts.join('---\n');
}
