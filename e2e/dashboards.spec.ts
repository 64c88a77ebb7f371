/** Dashboards in a browser: what stands on them is what Prometheus says, and a file of Grafana's is imported, drawn and exported. */
import { readFile } from 'node:fs/promises';
import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures';
import { promql } from './prometheus';

interface SentQuery {
  readonly expr: string;
  readonly to: number;
}

/** The query of a panel as the page sent it: the first that holds `part` and sums to one figure. */
async function sentQuery(page: Page, go: () => Promise<unknown>, part: string): Promise<SentQuery> {
  const isIt = (query: SentQuery) => query.expr.startsWith('sum (') && query.expr.includes(part);
  const queriesOf = (request: Request): SentQuery[] =>
    request.url().endsWith('/api/query') && request.method() === 'POST'
      ? (request.postDataJSON() as { queries: SentQuery[] }).queries
      : [];
  const [request] = await Promise.all([page.waitForRequest((one) => queriesOf(one).some(isIt)), go()]);
  const sent = queriesOf(request).find(isIt);
  if (sent === undefined) throw new Error(`no query holds ${part}`);
  return sent;
}

test('the figure of the mesh is what the query says', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  const to = Math.floor(Date.now() / 60_000) * 60 - 60;
  const sent = await sentQuery(
    page,
    () => page.goto(`/dashboards/mesh?from=${to - 3600}&to=${to}`),
    'istio_requests_total',
  );
  const raw = await promql(sent.expr, sent.to);
  expect(raw).toBeGreaterThan(0);
  const panel = page.getByRole('region', { name: 'Requests', exact: true });
  await expect
    .poll(async () => Number.parseFloat(((await panel.textContent()) ?? '').replace(/^\D*/, '')))
    .toBeCloseTo(Number(raw.toPrecision(3)), 1);
});

test('a service leads to its dashboard with its name filled in', async ({ signedInAs, page }) => {
  await signedInAs('viewer');
  await page.goto('/services/bookinfo/reviews?last=600');
  await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
  await expect(page).toHaveURL(/\/dashboards\/service\?.*var-service=reviews/);
  await expect(page.getByRole('button', { name: 'Service: reviews' })).toBeVisible();
  const workloads = page.getByRole('region', { name: 'Requests by workload' });
  // A panel asks when it comes into view.
  await workloads.scrollIntoViewIfNeeded();
  await expect(workloads.getByText(/reviews-v1/).first()).toBeVisible();
});

const GRAFANA = {
  uid: 'imported',
  title: 'Imported',
  schemaVersion: 39,
  time: { from: 'now-15m', to: 'now' },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Requests of the mesh',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      // Of the history: what Prometheus itself adds at a scrape is not there yet when the demo has just started.
      targets: [{ refId: 'A', expr: 'sum(rate(istio_requests_total[5m]))', legendFormat: 'requests' }],
    },
    { id: 2, type: 'canvas', title: 'Strange', gridPos: { x: 12, y: 0, w: 12, h: 8 } },
  ],
};

test("a file in Grafana's form is reported on, saved, drawn and exported", async ({ signedInAs, page }) => {
  await signedInAs('admin');
  await page.goto('/dashboards');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a dashboard' });
  await dialog.getByLabel('Or paste the JSON').fill('{ "title": ');
  await expect(dialog.getByRole('alert')).toContainText('no JSON');
  await dialog.getByLabel('Or paste the JSON').fill(JSON.stringify(GRAFANA));
  await expect(dialog.getByRole('region', { name: 'Report' })).toContainText('Strange');
  await dialog.getByRole('button', { name: 'Save and open' }).click();
  await expect(page).toHaveURL(/\/dashboards\/imported/);
  await expect(
    page
      .getByRole('region', { name: 'Requests of the mesh' })
      .getByRole('button', { name: 'requests', exact: true }),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Strange' })).toContainText('not drawn here');
  await page.getByRole('button', { name: 'More about this dashboard' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: "Export in Grafana's form" }).click(),
  ]);
  const exported = JSON.parse(await readFile(await download.path(), 'utf8')) as typeof GRAFANA;
  expect(exported.panels.map(({ type, title }) => [type, title])).toEqual([
    ['timeseries', 'Requests of the mesh'],
    ['canvas', 'Strange'],
  ]);
});

test('a dashboard that is not there says so', async ({ signedInAs, page, consoleGate }) => {
  consoleGate.allow(/404/);
  await signedInAs('viewer');
  await page.goto('/dashboards/nobody');
  await expect(page.getByText('There is no dashboard "nobody"')).toBeVisible();
});
