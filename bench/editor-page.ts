/**
 * Typing in the real editor of a console whose mesh has 1,000 objects, in a real browser: from the key to the findings
 * of the text and of the mesh painted, and how long the page itself holds up the next paint.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { benchMesh } from './analysis-mesh';
import { startConsole } from './console-server';
import { type Figure, median } from './figure';
import { plainBrowser } from './plain-browser';

const OBJECTS = 1_000;
const GOAL_MS = 50;
const PAIRS = 40;
const WARM_UP_PAIRS = 8;
const PER_FILE = 100;

const RULE: ObjectId = {
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  namespace: 'ns-0',
  name: 'svc-0',
};
/** Ends with what is typed at: a label that pods have, and one letter more that none has. */
const TEXT = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: svc-0
  namespace: ns-0
spec:
  host: svc-0
  subsets:
  - name: v1
    labels:
      version: v1
  - name: v2
    labels:
      version: v2`;

export async function benchEditorPage(onFigure: (figure: Figure) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'periplus-bench-editor-'));
  try {
    await writeEditorMesh(folder);
    await using server = await startConsole({ PERIPLUS_CONFIG_FOLDER: folder });
    await using browser = await plainBrowser();
    await measureEditor(browser, server.url, onFigure);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The mesh as files; the rule that is typed at is written as people write it. */
export async function writeEditorMesh(folder: string): Promise<void> {
  const texts = benchMesh()
    .slice(0, OBJECTS)
    .map(({ id, value }) => (objectKey(id) === objectKey(RULE) ? TEXT : JSON.stringify(value)));
  if (!texts.includes(TEXT)) throw new Error('The mesh lacks the rule that is typed at.');
  for (let at = 0; at < texts.length; at += PER_FILE) {
    await writeFile(join(folder, `mesh-${at}.yaml`), `${texts.slice(at, at + PER_FILE).join('\n---\n')}\n`);
  }
}

/** `url`: a console over that mesh where `admin` / `admin` may sign in. */
export async function measureEditor(
  browser: Browser,
  url: string,
  onFigure: (figure: Figure) => void,
): Promise<void> {
  await using context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // esbuild wraps named functions, also those that are handed to the page.
  await context.addInitScript('globalThis.__name ??= (named) => named');
  await context.request.post(`${url}/api/session`, {
    headers: { Origin: url },
    data: { user: 'admin', password: 'admin' },
  });
  const page = await context.newPage();
  await page.goto(`${url}/config/${RULE.group}/${RULE.kind}/${RULE.namespace}/${RULE.name}`);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  // Behind the label, not on the empty line after it.
  await page.keyboard.press('ArrowLeft');
  await page.evaluate(watchPage);
  const times: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // A letter that makes a finding of the mesh, and taking it away again, which takes the finding away.
    for (const key of ['x', 'Backspace']) {
      const taken = await keystroke(page, key);
      if (pair >= WARM_UP_PAIRS) times.push(taken);
    }
  }
  const { events, longest } = await page.evaluate(() => globalThis.periplusWatch.told());
  onFigure({
    name: `key to findings painted, ${OBJECTS.toLocaleString('en')} objects, p95`,
    value: percentile(times, 0.95),
    unit: 'ms',
    goal: GOAL_MS,
    note: `median ${median(times).toFixed(0)} ms over ${times.length} keys`,
  });
  onFigure({
    name: 'key to the letter painted, p95',
    value: events.length === 0 ? 16 : percentile(events, 0.95),
    unit: 'ms',
    goal: GOAL_MS,
    note: `by the browser's own count, of ${events.length} keys that took 16 ms or more; longest task ${longest.toFixed(0)} ms`,
  });
}

/** Milliseconds from the key to the first paint in which the number of findings in the text is another. */
async function keystroke(page: Page, key: string): Promise<number> {
  await page.evaluate(() => globalThis.periplusWatch.arm());
  await page.keyboard.press(key);
  return page.evaluate(() => globalThis.periplusWatch.painted());
}

interface Watch {
  /** Waits for the next key and the change of findings after it. */
  arm(): void;
  painted(): Promise<number>;
  /** Durations by Event Timing (8 ms steps, from 16 ms on), and the longest task of 50 ms or more. */
  told(): { readonly events: number[]; readonly longest: number };
}

declare global {
  var periplusWatch: Watch;
}

/** Runs in the page. */
function watchPage(): void {
  const events: number[] = [];
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') events.push(duration);
  });
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  const content = document.querySelector('.cm-content');
  if (content === null) throw new Error('There is no editor on the page.');
  const findings = () => content.querySelectorAll('.cm-lintRange, .cm-lintPoint').length;
  let waiting: Promise<number> = Promise.resolve(0);
  globalThis.periplusWatch = {
    arm() {
      const before = findings();
      waiting = new Promise((resolve, reject) => {
        // The first key may come before the mesh does, of which a busy machine makes half a minute.
        setTimeout(() => reject(new Error('No finding came or went within 60 s.')), 60_000);
        let start = 0;
        addEventListener('keydown', ({ timeStamp }) => (start = timeStamp), { once: true, capture: true });
        const changes = new MutationObserver(() => {
          if (start === 0 || findings() === before) return;
          changes.disconnect();
          // After the frame that paints it.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - start);
            port2.postMessage(null);
          });
        });
        changes.observe(content, { childList: true, subtree: true, attributes: true });
      });
    },
    painted: () => waiting,
    told: () => ({ events, longest }),
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
