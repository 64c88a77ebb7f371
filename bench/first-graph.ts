/**
 * From an empty cache to the first painted graph, on a real Prometheus with 1,000 services and 5,000 edges: against the
 * same queries asked raw and in parallel, and the plainest drawing of the same graph in Cytoscape, one after the other.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright';
import { Pool } from 'undici';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { startPrometheus } from '@/e2e/servers/prometheus/start';
import type { GraphAnswer } from '@/lib/graph/contract';
import { type ConsoleServer, signIn, startConsole } from './console-server';
import { type Figure, median } from './figure';
import { type SyntheticMesh, syntheticSeries } from './graph-mesh';
import { recordingProxy } from './graph-proxies';
import { span } from './in-turn';
import { plainBrowser } from './plain-browser';
import { type PlainGraph, plainestPage } from './plainest-page';
import { rawQuery } from './raw-query';

const RUNS = 5;
const SIZE = { width: 1440, height: 900 } as const;
const WINDOW_SECONDS = 60;
const STEP_SECONDS = 15;
/** Without histograms: what Prometheus would take for them stands on both sides and would only hide ours. */
const MESH: SyntheticMesh = {
  name: 'first',
  seed: 7,
  services: 1000,
  edges: 5000,
  namespaces: 40,
  buckets: false,
};

export async function benchFirstGraph(onFigure: (figure: Figure) => void): Promise<void> {
  await using browser = await plainBrowser();
  await using prometheus = await startPrometheus({ environment: { GOGC: '400' } });
  const toSeconds = Math.floor(Date.now() / 1000 / STEP_SECONDS) * STEP_SECONDS;
  await remoteWrite(prometheus.url, syntheticSeries(MESH, toSeconds * 1000));
  const forms: string[] = [];
  await using proxy = await recordingProxy(new URL(prometheus.url), forms);
  await using server = await startConsole({ PERIPLUS_PROMETHEUS_URL: proxy.url });
  const cookie = await signIn(server);
  const pool = new Pool(prometheus.url, { connections: 16 });
  const times: { ours: number; own: number; raw: number; lean: number; plainest: number }[] = [];
  let size = '';
  let plain: PlainGraph = { forms: [], at: 0, elements: {} };
  await using plainest = await plainestPage(pool, () => plain);
  // Each run looks at an instant of its own, so that no server answers from its memory; the first warms both up.
  for (let run = -1; run < RUNS; run += 1) {
    const at = toSeconds - (run + 1) * STEP_SECONDS;
    const { ours, own, params } = await firstPaint(browser, server, at);
    const { answer, asked } = await graphQueries(server, cookie, params, forms, at - STEP_SECONDS / 3);
    const started = performance.now();
    await Promise.all(asked.map((form) => rawQuery(pool, form, at)));
    const raw = performance.now() - started;
    size = `${answer.nodes.length} nodes / ${answer.edges.length} edges, seed ${MESH.seed}, ${asked.length} queries`;
    const lean = await leanDraw(browser, answer);
    plain = { forms: asked, at: at - STEP_SECONDS / 2, elements: plainElements(answer) };
    const least = await plainestPaint(browser, plainest.url);
    if (run >= 0) times.push({ ours, own, raw, lean, plainest: least });
  }
  await pool.close();
  const of = (name: 'ours' | 'own' | 'raw' | 'lean' | 'plainest') => times.map((time) => time[name]);
  onFigure({
    name: 'empty cache to the first painted graph / raw queries + plain drawing',
    value: median(times.map(({ ours, raw, lean }) => ours / (raw + lean))),
    unit: '×',
    goal: 1.5,
    note: `${span(of('ours'))} against ${span(of('raw'))} + ${span(of('lean'))}; ${size}`,
  });
  onFigure({
    name: 'the same until the page draws it itself, and it can be moved',
    value: median(times.map(({ own, raw, lean }) => own / (raw + lean))),
    unit: '×',
    goal: null,
    note: span(of('own')),
  });
  onFigure({
    name: 'the same of a page that only asks these queries and draws plainly',
    value: median(times.map(({ plainest, raw, lean }) => plainest / (raw + lean))),
    unit: '×',
    goal: null,
    note: `${span(of('plainest'))}: what the queries, Cytoscape and a browser that starts take of one machine`,
  });
  onFigure({
    name: 'empty cache to the first painted graph / that page',
    value: median(times.map(({ ours, plainest }) => ours / plainest)),
    unit: '×',
    goal: null,
  });
}

/**
 * A browser that was never here: milliseconds from asking for the page until cards and lines are painted, from the
 * picture that the document's script is given (`ours`) and by the page itself (`own`).
 */
async function firstPaint(
  browser: Browser,
  server: ConsoleServer,
  at: number,
): Promise<{ ours: number; own: number; params: string }> {
  await using context = await browser.newContext({ viewport: SIZE });
  await context.addInitScript('globalThis.__name ??= (named) => named');
  await context.request.post(`${server.url}/api/session`, {
    headers: { Origin: server.url },
    data: { user: 'viewer', password: 'viewer' },
  });
  const page = await context.newPage();
  const asked = page.waitForRequest(/\/api\/graph\?/);
  await page.addInitScript(notePainted);
  await page.goto(`${server.url}/graph?everything=true&refresh=0&from=${at - WINDOW_SECONDS}&to=${at}`);
  await page.waitForFunction(() => (globalThis as PaintedWindow).ownMs, null, { timeout: 30_000 });
  const { ours, own } = await page.evaluate(() => {
    const { paintedMs = Number.NaN, ownMs = Number.NaN } = globalThis as PaintedWindow;
    return { ours: paintedMs, own: ownMs };
  });
  return { ours, own, params: new URL((await asked).url()).search };
}

/** The answer that the page has, of another instant, and the queries that it is made from. */
async function graphQueries(
  server: ConsoleServer,
  cookie: string,
  search: string,
  forms: string[],
  at: number,
): Promise<{ answer: GraphAnswer; asked: readonly string[] }> {
  const params = new URLSearchParams(search);
  params.set('from', String(at - WINDOW_SECONDS));
  params.set('to', String(at));
  forms.length = 0;
  const response = await fetch(`${server.url}/api/graph?${params}`, { headers: { Cookie: cookie } });
  if (!response.ok) throw new Error(`The graph answered ${response.status}: ${await response.text()}`);
  const answer = (await response.json()) as GraphAnswer;
  return { answer, asked: forms.filter((form) => new URLSearchParams(form).has('query')) };
}

/** Straight lines and bare shapes at given places: milliseconds from making it until it is painted. */
async function leanDraw(browser: Browser, answer: GraphAnswer): Promise<number> {
  await using context = await browser.newContext({ viewport: SIZE });
  await context.addInitScript('globalThis.__name ??= (named) => named');
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.setContent('<div id="cy" style="position:absolute;inset:0"></div>');
  const path = createRequire(import.meta.url).resolve('cytoscape/dist/cytoscape.min.js');
  await page.addScriptTag({ content: await readFile(path, 'utf8') });
  return await page.evaluate(drawLean, plainElements(answer));
}

/** Nodes in rows of forty, and the lines between them. */
function plainElements(answer: GraphAnswer): object {
  return {
    nodes: answer.nodes.map(({ id }, index) => ({
      data: { id },
      position: { x: (index % 40) * 180, y: Math.floor(index / 40) * 90 },
    })),
    edges: answer.edges.map(({ id, source, target }) => ({ data: { id, source, target } })),
  };
}

/** The plainest page in a browser that was never here: milliseconds from asking for it until it is painted. */
async function plainestPaint(browser: Browser, url: string): Promise<number> {
  await using context = await browser.newContext({ viewport: SIZE });
  const page = await context.newPage();
  await page.goto(url);
  const painted = await page.waitForFunction(() => (globalThis as PaintedWindow).paintedMs, null, {
    timeout: 30_000,
  });
  return Number(await painted.jsonValue());
}

/* What follows runs in the page. */

type PaintedWindow = typeof globalThis & { paintedMs?: number; ownMs?: number };

/** Notes when, since the page was asked for, the first frame with names and lines has been painted, and the page's own. */
function notePainted(): void {
  const onceThere = (isThere: () => boolean, note: (ms: number) => void) => {
    const look = () => {
      if (!isThere()) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => note(performance.now())));
    };
    requestAnimationFrame(look);
  };
  const isGiven = () => document.querySelector('[data-first-picture] svg path') !== null;
  const isOwn = () => {
    const stage = document.querySelector('[aria-label="Traffic graph"]');
    const lines = stage?.querySelector<HTMLCanvasElement>('canvas[aria-hidden="true"]');
    const isNamed = stage?.querySelector('[data-node], [data-box-name]') != null;
    return isNamed && lines != null && lines.style.width !== '';
  };
  const page = globalThis as PaintedWindow;
  onceThere(
    () => isGiven() || isOwn(),
    (ms) => {
      page.paintedMs = ms;
    },
  );
  onceThere(isOwn, (ms) => {
    page.ownMs = ms;
  });
}

function drawLean(elements: object): Promise<number> {
  const { cytoscape } = globalThis as unknown as { cytoscape: (options: object) => { fit(): void } };
  const started = performance.now();
  const cy = cytoscape({
    container: document.getElementById('cy'),
    elements,
    layout: { name: 'preset' },
    style: [
      { selector: 'node', style: { shape: 'round-rectangle', width: 120, height: 40 } },
      { selector: 'edge', style: { 'curve-style': 'haystack', width: 1 } },
    ],
  });
  cy.fit();
  return new Promise((resolve) => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started))),
    );
  });
}
