/**
 * What the console is for, in one walk: the numbers of the graph are Prometheus' own, an edge leads to
 * its slow traces, and a changed weight is seen to move the traffic.
 */
import { expect, test } from './fixtures';
import { GraphPage } from './graph-page';
import { promql } from './prometheus';
import { shareOf } from './reviews-share';

const WINDOW = '300';
const REVIEWS = 'destination_service_name="reviews",destination_service_namespace="bookinfo"';

const QUANTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** Milliseconds per displayed unit of time. */
const MILLISECONDS: Readonly<Record<string, number>> = { μs: 0.001, µs: 0.001, ms: 1, s: 1000 };

test('the edges to reviews show what brute-force PromQL shows at the same instant', async ({
  signedInAs,
}) => {
  const graph = new GraphPage(await signedInAs('viewer'));
  const answer = await graph.open({ namespaces: 'bookinfo', last: WINDOW });
  const at = answer.window.toSeconds;
  const called = `reporter="source",${REVIEWS}`;
  const caller = 'source_workload="productpage-v1",source_workload_namespace="bookinfo"';
  const edges = {
    'productpage v1 → reviews service': `${called},${caller}`,
    'reviews service → reviews v1': `${called},destination_workload="reviews-v1"`,
    'reviews service → reviews v3': `${called},destination_workload="reviews-v3"`,
  };
  for (const [edge, matchers] of Object.entries(edges)) {
    const series = `{${matchers}}[${WINDOW}s]`;
    const rate = await graph.figure(edge, 'rate');
    const requests = await promql(`sum(rate(istio_requests_total${series}))`, at);
    expect(requests).toBeGreaterThan(0);
    expect(
      Math.abs(rate.value - requests),
      `${edge}: ${rate.value} against ${requests} rps`,
    ).toBeLessThanOrEqual(rate.tolerance);

    for (const [column, share] of QUANTILES) {
      const shown = await graph.figure(edge, column);
      const unit = MILLISECONDS[shown.unit] ?? Number.NaN;
      const buckets = `sum by (le) (rate(istio_request_duration_milliseconds_bucket${series}))`;
      const quantile = await promql(`histogram_quantile(${share}, ${buckets})`, at);
      expect(
        Math.abs(shown.value * unit - quantile),
        `${edge} ${column}: ${shown.value} ${shown.unit} against ${quantile} ms`,
      ).toBeLessThanOrEqual(shown.tolerance * unit);
    }
  }
});

test('an edge leads to its slow traces, and a trace reads as a waterfall', async ({ signedInAs }) => {
  const graph = new GraphPage(await signedInAs('viewer'));
  await graph.open({ namespaces: 'bookinfo', last: '1800' });
  await graph.edge('productpage v1 → reviews service').getByRole('button').click();
  await expect(graph.page).toHaveURL(/edge=/);
  await graph.page.getByRole('link', { name: /slow/i }).first().click();
  await expect(graph.page).toHaveURL(/\/traces\?.*min=/);
  await graph.page.getByRole('table').getByRole('link').first().click();
  await expect(graph.page).toHaveURL(/\/traces\/[0-9a-f]{16,32}/);
  await expect(graph.page.getByRole('treegrid')).toContainText('reviews');
  await graph.page.goBack();
  await expect(graph.page).toHaveURL(/\/traces\?/);
});

test('an admin swaps the weights of reviews and sees the shares move; a viewer cannot', async ({
  signedInAs,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const page = await signedInAs('admin');
  const before = await new GraphPage(page).open({ namespaces: 'bookinfo', last: '60' });
  expect(shareOf(before, 'v1')).toBeGreaterThan(0.6);

  await page.goto('/config/networking.istio.io/VirtualService/bookinfo/reviews');
  const editor = page.getByRole('textbox', { name: /text of|yaml|editor/i });
  await expect(editor).toContainText('weight: 80');
  const swapped = (await editorText(page))
    .replace('weight: 80', 'weight: §')
    .replace('weight: 20', 'weight: 80')
    .replace('weight: §', 'weight: 20');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(swapped);
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog', { name: /Save/ });
  await expect(dialog).toContainText('weight: 20');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();

  await expect
    .poll(
      async () =>
        shareOf(await (await page.request.get('/api/graph?namespaces=bookinfo&last=60')).json(), 'v3'),
      { timeout: 180_000, intervals: [5_000] },
    )
    .toBeGreaterThan(0.6);
  const after = await new GraphPage(page).open({ namespaces: 'bookinfo', last: '60' });
  expect(shareOf(after, 'v1')).toBeLessThan(0.4);

  const viewer = await browser.newContext({ baseURL: baseURL ?? '' });
  const signIn = await viewer.request.post('/api/session', {
    headers: { Origin: baseURL ?? '' },
    data: { user: 'viewer', password: 'viewer' },
  });
  expect(signIn.ok()).toBe(true);
  const reading = await viewer.newPage();
  await reading.goto('/config/networking.istio.io/VirtualService/bookinfo/reviews');
  await expect(reading.getByText('weight: 20')).toBeVisible();
  await expect(reading.getByRole('button', { name: 'Review and save' })).toHaveCount(0);
  await viewer.close();
});

/** The object's whole text; the editor draws only the lines in view. */
async function editorText(page: import('@playwright/test').Page): Promise<string> {
  const answer = await page.request.get('/api/config/networking.istio.io/VirtualService/bookinfo/reviews');
  const { object } = (await answer.json()) as { object: { text: string } };
  return object.text;
}
