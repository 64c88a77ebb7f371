/** Files of traces that are none, odd, or hostile: each is refused in words, or shown as it is, and nothing in it runs. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const HOSTILE =
  '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>javascript:globalThis.hit=1';

/** One trace as Jaeger sends it, with the same text in every field that can hold one. */
function hostileTrace(): string {
  const tags = [HOSTILE, 'node_id', 'upstream_cluster', 'response_flags', 'http.url', 'nested'].map(
    (key) => ({
      key,
      type: 'string',
      value: key === 'nested' ? JSON.stringify({ [HOSTILE]: [HOSTILE] }) : HOSTILE,
    }),
  );
  const spans = [1, 2, 3].map((index) => ({
    traceID: 'badc0de5badc0de5',
    spanID: `000000000000000${index}`,
    operationName: HOSTILE,
    references:
      index === 1
        ? []
        : [{ refType: 'CHILD_OF', traceID: 'badc0de5badc0de5', spanID: `000000000000000${index - 1}` }],
    startTime: 1_700_000_000_000_000 + index,
    duration: 1000 - index,
    tags: index === 3 ? [...tags, { key: 'error', type: 'bool', value: true }] : tags,
    logs: [{ timestamp: 1_700_000_000_000_100, fields: [...tags, { key: 'event', value: HOSTILE }] }],
    processID: 'p1',
    warnings: [HOSTILE],
  }));
  const processes = { p1: { serviceName: HOSTILE, tags } };
  return JSON.stringify({ data: [{ traceID: 'badc0de5badc0de5', spans, processes, warnings: [HOSTILE] }] });
}

async function choose(page: Page, text: string, name = 'file.json') {
  await page.getByLabel('File with traces', { exact: true }).setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
}

test('hostile texts in every field of a trace stay text in every view', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  await page.goto('/traces');
  await choose(page, hostileTrace());
  await expect(page).toHaveURL(/source=file/);
  await page.getByRole('treegrid').getByRole('row').nth(2).click();
  await expect(page.getByRole('region', { name: 'Details of the span' })).toContainText('<img src=x');
  for (const view of ['Flame', 'Statistics', 'Spans', 'Events', 'Graph', 'JSON', 'Mesh', 'Waterfall']) {
    await page.getByRole('tab', { name: view, exact: true }).click();
    await expect(page.getByRole('tab', { name: view, exact: true, selected: true })).toBeVisible();
    // No workload is called so: the graph of the mesh has only its own words.
    if (view !== 'Mesh') await expect(page.getByRole('tabpanel')).toContainText('<img src=x');
  }
  const found = await page.evaluate(() => ({
    hit: 'hit' in globalThis,
    bad: document.querySelectorAll('img[src="x"], [onerror], a[href^="javascript:" i]').length,
  }));
  expect(found).toEqual({ hit: false, bad: 0 });
});

for (const [what, text, words] of [
  ['cut off', '{"data":[{"traceID":"1f","spans":[{"spanID":"a","ta', /cut off/],
  ['a web page', '<!doctype html><title>Log in</title>', /web page/],
  [
    'from Zipkin',
    '[{"traceId":"1f","id":"a","timestamp":1,"duration":2,"localEndpoint":{"serviceName":"x"}}]',
    /Zipkin/,
  ],
  ['no JSON', 'once upon a time', /not valid JSON/],
  ['empty', '', /empty/],
] as const) {
  test(`a file that is ${what} is said to be so, and the page goes on`, async ({ signedInAs }) => {
    const page = await signedInAs('viewer');
    await page.goto('/traces');
    await choose(page, text);
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Find' })).toBeEnabled();
  });
}

test('a file of more than a gigabyte is refused with the limit, unread', async ({ signedInAs }) => {
  const page = await signedInAs('viewer');
  const folder = await mkdtemp(join(tmpdir(), 'periplus-files-'));
  try {
    const path = join(folder, 'huge.json');
    const file = await open(path, 'w');
    await file.truncate(1_100_000_000);
    await file.close();
    await page.goto('/traces');
    await page.getByLabel('File with traces', { exact: true }).setInputFiles(path);
    await expect(page.getByText('This is 1,100 MB; at most 900 MB are read.').first()).toBeVisible();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
