/**
 * The picture of a large mesh in a real browser without a graphics card: how evenly it is panned, against the same graph
 * in Cytoscape's usual style, and how long a refresh with a fifth of the edges changed blocks the page.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Route } from 'playwright';
import type { GraphAnswer } from '@/lib/graph/contract';
import { GRAPH_MEDIA_TYPE, packGraph } from '@/lib/graph/transport/snapshot';
import { meshAnswer, refreshed } from './canvas-answer';
import { startConsole } from './console-server';
import { type Figure, median } from './figure';
import { plainBrowser } from './plain-browser';

const SEED = 11;
const RUNS = 5;
const PAN_MESH = { seed: SEED, nodes: 1000, edgesPerNode: 3, namespaces: 24 } as const;
const REFRESH_MESH = { seed: SEED, nodes: 1000, edgesPerNode: 5, namespaces: 24 } as const;
const CHANGED = 0.2;
/** Percent of zoom at which the picture is panned too, after all of it. */
const NEARER = [30, 100] as const;
/** Runs at each of them: they only have to be no worse than from afar, and a run takes two seconds. */
const NEAR_RUNS = 3;
const SIZE = { width: 1440, height: 900 } as const;

type OnFigure = (figure: Figure) => void;

export async function benchGraphCanvas(onFigure: OnFigure): Promise<void> {
  await using server = await startConsole();
  await using browser = await plainBrowser();
  await measureCanvas(browser, server.url, onFigure);
}

/** `url`: a console where `viewer` / `viewer` may sign in. */
export async function measureCanvas(browser: Browser, url: string, onFigure: OnFigure): Promise<void> {
  await using context = await browser.newContext({ viewport: SIZE });
  // esbuild wraps named functions, also those that are handed to the page.
  await context.addInitScript('globalThis.__name ??= (named) => named');
  await context.request.post(`${url}/api/session`, {
    headers: { Origin: url },
    data: { user: 'viewer', password: 'viewer' },
  });
  await panFigures(context, url, onFigure);
  await refreshFigures(context, url, onFigure);
}

async function panFigures(context: BrowserContext, url: string, onFigure: OnFigure): Promise<void> {
  const answer = meshAnswer(PAN_MESH);
  const ours = await openGraph(context, url, () => answer);
  const own: number[] = [];
  const nearer: string[] = [];
  for (let run = 0; run < RUNS; run += 1) own.push(percentile(await ours.evaluate(panOurs), 0.95));
  for (const wanted of NEARER) {
    const zoom = await zoomIn(ours, wanted);
    const frames: number[] = [];
    for (let run = 0; run < NEAR_RUNS; run += 1) frames.push(percentile(await ours.evaluate(panOurs), 0.95));
    own.push(...frames);
    nearer.push(`at ${zoom} % ${spread(frames)}`);
  }
  await ours.close();
  const { fresh, layered } = await panPeer(context, answer);
  const size = `${answer.nodes.length} nodes / ${answer.edges.length} edges, seed ${SEED}`;
  onFigure({
    name: 'panning a large graph, 95th percentile of a frame',
    value: median(own),
    unit: 'ms',
    goal: 33,
    note: `${size}; ${spread(own)} from afar and near: ${nearer.join(', ')}`,
  });
  onFigure({
    name: 'the same against curves, arrows and labels on everything, newly drawn',
    value: median(own) / median(fresh),
    unit: '×',
    goal: 0.06,
    note: `there ${spread(fresh)}, and ${spread(layered)} once Cytoscape has its layers for the zoom`,
  });
}

/**
 * Cytoscape keeps what it has drawn at a zoom as layers, which it makes over the first seconds of moving: each run has a
 * page of its own, so that what is measured is what a reader meets who has just come or just zoomed. `layered`: the
 * run after that one, at the same zoom.
 */
async function panPeer(context: BrowserContext, answer: GraphAnswer) {
  const fresh: number[] = [];
  const layered: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await richPage(context, answer);
    fresh.push(percentile(await page.evaluate(panRich), 0.95));
    await page.evaluate(untilIdle);
    layered.push(percentile(await page.evaluate(panRich), 0.95));
    await page.close();
  }
  return { fresh, layered };
}

async function refreshFigures(context: BrowserContext, url: string, onFigure: OnFigure): Promise<void> {
  let answer = meshAnswer(REFRESH_MESH);
  const page = await openGraph(context, url, () => answer);
  const blocks: number[] = [];
  const replaced: number[] = [];
  const places = await page.evaluate(placesOfNames);
  for (let run = 0; run <= RUNS; run += 1) {
    answer = refreshed(answer, CHANGED, SEED + run);
    const block = await page.evaluate(longestBlock);
    const after = await page.evaluate(placesOfNames);
    const moved = Object.entries(after).find(([id, place]) => id in places && places[id] !== place);
    if (moved !== undefined)
      throw new Error(`The refresh moved ${moved[0]} from ${places[moved[0]]} to ${moved[1]}.`);
    // The first one warms up.
    if (run > 0) blocks.push(block);
  }
  await page.close();
  // Afterwards: Cytoscape goes on drawing when it has answered, and would take the processor from the next refresh.
  const rich = await richPage(context, answer);
  for (let run = 0; run < RUNS; run += 1) replaced.push(await rich.evaluate(replaceAll));
  await rich.close();
  onFigure({
    name: 'a refresh with 20 % of the edges changed, longest block',
    value: median(blocks),
    unit: 'ms',
    goal: 50,
    note: `${answer.nodes.length} nodes / ${answer.edges.length} edges, nothing moved; ${spread(blocks)}; replacing all in Cytoscape ${spread(replaced)}`,
  });
}

/** The console's graph with the answers that are handed to it, as the server would send them. */
async function openGraph(context: BrowserContext, url: string, answerNow: () => GraphAnswer): Promise<Page> {
  const page = await context.newPage();
  let version = 0;
  const sent = new Map<string, GraphAnswer>();
  await page.route('**/api/graph?*', async (route: Route) => {
    const answer = answerNow();
    const known = /"(\d+)"/.exec(route.request().headers()['if-none-match'] ?? '')?.[1] ?? '';
    const base = sent.get(known) ?? null;
    version += 1;
    sent.set(String(version), answer);
    await route.fulfill({
      status: base === null ? 200 : 226,
      headers: { 'Content-Type': GRAPH_MEDIA_TYPE, ETag: `"${version}"` },
      body: gzipSync(packGraph(answer, base)),
    });
  });
  await page.goto(`${url}/graph?everything=true&refresh=0`);
  await page.getByRole('group', { name: 'Traffic graph' }).waitFor();
  await page.waitForFunction(() => document.querySelector('[data-node], [data-box-name]') !== null);
  // What follows the first picture is no part of what is measured: the page is left alone until it is at rest.
  await page.evaluate(untilIdle);
  return page;
}

/** Comes as near as this, in percent, by the button that everybody has; the zoom that it is then. */
async function zoomIn(page: Page, percent: number): Promise<number> {
  const now = async () =>
    Number.parseInt((await page.getByTitle('Show at 100 %').textContent()) ?? '', 10) || 0;
  for (let steps = 0; steps < 40 && (await now()) < percent; steps += 1)
    await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.evaluate(untilIdle);
  return now();
}

/** The same graph as most would draw it. */
async function richPage(context: BrowserContext, answer: GraphAnswer): Promise<Page> {
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.setContent('<div id="cy" style="position:absolute;inset:0"></div>');
  const path = createRequire(import.meta.url).resolve('cytoscape/dist/cytoscape.min.js');
  await page.addScriptTag({ content: await readFile(path, 'utf8') });
  await page.evaluate(drawRich, {
    nodes: answer.nodes.map(({ id, name }, index) => ({
      data: { id, name },
      position: { x: (index % 40) * 180, y: Math.floor(index / 40) * 90 },
    })),
    edges: answer.edges.map(({ id, source, target }) => ({ data: { id, source, target, name: '12.4 rps' } })),
  });
  return page;
}

interface RichElements {
  nodes: { data: { id: string; name: string }; position: { x: number; y: number } }[];
  edges: { data: { id: string; source: string; target: string; name: string } }[];
}

interface RichCore {
  fit(): void;
  panBy(by: { x: number; y: number }): void;
  json(): { elements: RichElements };
  json(state: { elements: RichElements }): void;
}

type RichWindow = typeof globalThis & {
  cytoscape: (options: object) => RichCore;
  cy: RichCore;
};

/* What follows runs in the page. */

function drawRich(elements: RichElements): void {
  const page = globalThis as RichWindow;
  page.cy = page.cytoscape({
    container: document.getElementById('cy'),
    elements,
    layout: { name: 'preset' },
    style: [
      { selector: 'node', style: { label: 'data(name)', shape: 'round-rectangle', width: 120, height: 40 } },
      {
        selector: 'edge',
        style: { 'curve-style': 'bezier', 'target-arrow-shape': 'triangle', label: 'data(name)' },
      },
    ],
  });
  page.cy.fit();
}

/** Until nothing but short tasks has run for half a second; at most ten seconds. */
function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    const started = performance.now();
    let last = started;
    let busy = started;
    const tick = () => {
      const now = performance.now();
      if (now - last > 40) busy = now;
      last = now;
      if (now - busy > 500 || now - started > 4000) resolve();
      else setTimeout(tick, 4);
    };
    tick();
  });
}

/** Times between frames while the picture is moved, ms. */
function panRich(): Promise<number[]> {
  const { cy } = globalThis as RichWindow;
  return new Promise((resolve) => {
    const frames: number[] = [];
    let last = performance.now();
    const started = last;
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      cy.panBy({ x: frames.length % 40 < 20 ? 12 : -12, y: 2 });
      // A frame may take more than a second here: a few are enough.
      if (frames.length < 4 || (frames.length < 30 && now - started < 2000)) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  });
}

/** A hand that drags the picture about, in steps of a frame. */
function panOurs(): Promise<number[]> {
  const canvas = document.querySelector('[aria-label="Traffic graph"] canvas');
  if (canvas === null) throw new Error('There is no canvas.');
  const at = { x: 500, y: 240 };
  const send = (type: string, target: EventTarget) =>
    target.dispatchEvent(
      new MouseEvent(type, { bubbles: true, cancelable: true, clientX: at.x, clientY: at.y, buttons: 1 }),
    );
  send('mousedown', canvas);
  return new Promise((resolve) => {
    const frames: number[] = [];
    let last = performance.now();
    const started = last;
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      at.x += frames.length % 60 < 30 ? 9 : -9;
      at.y += frames.length % 80 < 40 ? 3 : -3;
      send('mousemove', canvas);
      if (frames.length < 10 || (frames.length < 90 && now - started < 1500)) requestAnimationFrame(step);
      else {
        send('mouseup', canvas);
        // Until the picture has been drawn anew.
        setTimeout(() => resolve(frames.slice(2)), 300);
      }
    };
    requestAnimationFrame(step);
  });
}

/**
 * Presses R and watches how long the page does not answer until the new figures have been drawn, ms: how late a task
 * comes that stands before all others, as the reader's own clicks do.
 */
function longestBlock(): Promise<number> {
  type Tasks = { postTask(task: () => void, options: { priority: 'user-blocking'; delay: number }): void };
  const tasks = (globalThis as unknown as { scheduler: Tasks }).scheduler;
  const EVERY_MS = 4;
  return new Promise((resolve) => {
    let longest = 0;
    let last = performance.now();
    const until = last + 2000;
    const tick = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last - EVERY_MS);
      last = now;
      if (now < until) tasks.postTask(tick, { priority: 'user-blocking', delay: EVERY_MS });
      else resolve(longest);
    };
    tasks.postTask(tick, { priority: 'user-blocking', delay: EVERY_MS });
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true }));
  });
}

/** Where the names stand that are drawn, by node. */
function placesOfNames(): Record<string, string> {
  const boxes = [...document.querySelectorAll<HTMLElement>('[data-box-name]')];
  return Object.fromEntries(boxes.map((box) => [box.dataset.boxName ?? '', box.style.transform]));
}

function replaceAll(): number {
  const { cy } = globalThis as RichWindow;
  const { elements } = structuredClone(cy.json());
  for (const edge of elements.edges) edge.data.name = `${edge.data.name}0`;
  const started = performance.now();
  cy.json({ elements });
  return performance.now() - started;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function spread(values: readonly number[]): string {
  return `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))} ms`;
}
