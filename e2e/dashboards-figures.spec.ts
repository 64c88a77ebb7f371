/**
 * Each of the built-in dashboards in a browser, against Prometheus: every query that the page sends is answered with what
 * Prometheus itself answers, series by series and point by point, and the figures on screen are those.
 */
import type { Page, Response } from '@playwright/test';
import { BUILT_IN } from '@/lib/dashboards/built-in/built-in';
import { displayValue } from '@/lib/dashboards/display/display-value';
import { reduce } from '@/lib/dashboards/frames/calculations';
import { type Dashboard, panelsOf } from '@/lib/dashboards/model/dashboard';
import type { FieldOptions } from '@/lib/dashboards/model/field';
import { asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { numberFromWire, type QueryRequestInput, type QueryResult } from '@/lib/dashboards/query/contract';
import { demoInstance } from './demo-instance';
import { expect, test } from './fixtures';

/** What the dashboards of one thing are opened with; the others choose by themselves. */
const CHOSEN: Readonly<Record<string, string>> = {
  service: '&var-namespace=bookinfo&var-service=reviews',
  workload: '&var-namespace=bookinfo&var-workload=reviews-v2',
};

interface Answered {
  readonly query: QueryRequestInput;
  readonly result: QueryResult;
}

interface RawSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [number, number])[];
}

/** Of one request: its queries with what they were answered. Of a request that the page took back: nothing. */
async function answersOf(response: Response): Promise<readonly Answered[]> {
  const { queries } = response.request().postDataJSON() as { queries: QueryRequestInput[] };
  const text = await response.text().catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const { progress } = JSON.parse(line) as { progress?: { result: QueryResult } };
    const query = queries.find(({ key }) => key === progress?.result.key);
    return progress === undefined || query === undefined ? [] : [{ query, result: progress.result }];
  });
}

async function raw({ expr, mode, from, to, step }: QueryRequestInput): Promise<readonly RawSeries[]> {
  const ranged = mode === 'range';
  const asked = ranged
    ? { query: expr, start: String(from), end: String(to), step: String(step) }
    : { query: expr, time: String(to) };
  const answer = await fetch(`${demoInstance().prometheusUrl}/api/v1/query${ranged ? '_range' : ''}`, {
    method: 'POST',
    body: new URLSearchParams(asked),
  });
  const { data, error } = (await answer.json()) as {
    data?: { resultType: string; result: unknown[] };
    error?: string;
  };
  if (data === undefined) throw new Error(`${expr}: ${error}`);
  if (data.resultType === 'scalar') {
    const [at, value] = data.result as [number, string];
    return [{ labels: {}, points: [[at, Number(value.replace('Inf', 'Infinity'))]] }];
  }
  type Wire = { metric: Record<string, string>; values?: [number, string][]; value?: [number, string] };
  return (data.result as Wire[]).map(({ metric, values, value }) => ({
    labels: metric,
    points: (values ?? (value === undefined ? [] : [value])).map(
      ([at, text]) => [at, Number(text.replace('Inf', 'Infinity'))] as const,
    ),
  }));
}

/** In an order of its own, so that two answers can be compared. */
function comparable(series: readonly RawSeries[]): readonly string[] {
  return series
    .map(({ labels, points }) =>
      JSON.stringify([Object.entries(labels).toSorted(), points.map(([at, value]) => [at, String(value)])]),
    )
    .toSorted();
}

/** The query of a target as it was sent: whatever stands in place of its variables. */
function sentFor(answers: readonly Answered[], expr: string): Answered | undefined {
  const words = expr.split(/\$\{[^}]*\}|\$\w+/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const form = new RegExp(`^${words.join('[^"{}\\]]*')}$`);
  return answers.find(({ query }) => form.test(query.expr));
}

/** Of all panels that ask, but for those that are hidden. */
function queriesOf(dashboard: Dashboard): readonly string[] {
  return panelsOf(dashboard)
    .filter(asksQueries)
    .flatMap(({ targets }) => targets.filter(({ hidden }) => !hidden).map(({ expr }) => expr));
}

/** As it stands on screen, without blanks. */
function written(value: number, options: FieldOptions): string {
  const { prefix = '', text, suffix = '' } = displayValue(value, options, { min: null, max: null });
  return `${prefix}${text}${suffix}`.replace(/\s/g, '');
}

const shown = async (page: Page, title: string) =>
  ((await page.getByRole('region', { name: title, exact: true }).first().textContent()) ?? '').replace(
    /\s/g,
    '',
  );

async function openSections(page: Page, dashboard: Dashboard): Promise<void> {
  for (const { title, collapsed } of dashboard.sections) {
    if (!collapsed || title === null) continue;
    const heading = page.getByRole('heading', { name: new RegExp(`^${title}`) }).getByRole('button');
    await heading.click();
    await expect(heading).toHaveAttribute('aria-expanded', 'true');
  }
}

/** A panel asks when it comes into view. */
async function walk(page: Page, dashboard: Dashboard): Promise<void> {
  for (const { title } of panelsOf(dashboard)) {
    const panel = page.getByRole('region', { name: title, exact: true }).first();
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.getByRole('status', { name: 'Asking' })).toHaveCount(0);
  }
}

async function expectFigure(
  page: Page,
  panel: Extract<Panel, { type: 'stat' }>,
  answers: readonly Answered[],
) {
  const [target] = panel.targets;
  const sent = target === undefined ? undefined : sentFor(answers, target.expr);
  expect(sent, `the query of ${panel.title}`).toBeDefined();
  if (sent === undefined) return;
  for (const { points } of await raw(sent.query)) {
    const values = points.map(([, value]) => value);
    const figure = Number(reduce({ type: 'number', values }, panel.reduce.calc));
    await expect.poll(() => shown(page, panel.title)).toContain(written(figure, panel.field.defaults));
  }
}

/** Each figure of each column in the row of its labels. */
async function expectRows(
  page: Page,
  panel: Extract<Panel, { type: 'table' }>,
  answers: readonly Answered[],
) {
  const rows = page.getByRole('region', { name: panel.title, exact: true }).locator('tbody tr');
  const renamed = panel.transformations.flatMap((step) =>
    step.id === 'organize' ? Object.keys(step.renameByName) : [],
  );
  for (const [at, target] of panel.targets.entries()) {
    const sent = sentFor(answers, target.expr);
    expect(sent, `the query ${target.refId} of ${panel.title}`).toBeDefined();
    if (sent === undefined) continue;
    const options = panel.field.overrides[at]?.options ?? {};
    const texts = (await rows.allTextContents()).map((text) => text.replace(/\s/g, ''));
    for (const { labels, points } of await raw(sent.query)) {
      const names = renamed.flatMap((name) => labels[name] ?? []);
      const figure = written(points.at(-1)?.[1] ?? Number.NaN, options);
      const found = texts.some((text) => names.every((name) => text.includes(name)) && text.includes(figure));
      expect(found, `${names.join(' ')}: ${figure} of ${target.expr}`).toBe(true);
    }
  }
}

for (const dashboard of BUILT_IN) {
  test(`what the dashboard "${dashboard.title}" shows is what Prometheus says`, async ({
    signedInAs,
    page,
  }) => {
    test.setTimeout(180_000);
    await signedInAs('viewer');
    const answered: Promise<readonly Answered[]>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/api/query') && response.request().method() === 'POST')
        answered.push(answersOf(response));
    });
    // Of the past, so that nothing is written into it any more.
    const to = Math.floor(Date.now() / 60_000) * 60 - 120;
    const chosen = CHOSEN[dashboard.uid] ?? '';
    await page.goto(`/dashboards/${dashboard.uid}?from=${to - 1800}&to=${to}${chosen}`);
    await openSections(page, dashboard);
    const unanswered = async () => {
      const known = (await Promise.all(answered)).flat();
      return queriesOf(dashboard).filter((expr) => sentFor(known, expr) === undefined);
    };
    // Until its variables have their values, what comes into view asks nothing.
    await expect(async () => {
      await walk(page, dashboard);
      expect(await unanswered()).toEqual([]);
    }).toPass({ timeout: 90_000 });
    const answers = (await Promise.all(answered)).flat();
    let points = 0;
    for (const { query, result } of answers) {
      if (result.kind !== 'series') throw new Error(`${query.expr}: ${JSON.stringify(result)}`);
      const answered = result.series.map(({ labels, points: wire }) => ({
        labels,
        points: wire.map(([at, value]) => [at, numberFromWire(value)] as const),
      }));
      expect(comparable(answered), query.expr).toEqual(comparable(await raw(query)));
      points += answered.reduce((sum, one) => sum + one.points.length, 0);
    }
    expect(points).toBeGreaterThan(0);
    for (const panel of panelsOf(dashboard)) {
      if (panel.type === 'stat') await expectFigure(page, panel, answers);
      if (panel.type === 'table') await expectRows(page, panel, answers);
    }
  });
}
