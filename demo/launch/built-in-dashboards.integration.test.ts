/**
 * Every query of every dashboard that comes with the console, on the demo's own Prometheus: what a panel is given is what
 * Prometheus answers to the very same query, and where the demo has such metrics there is something to see.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { panelFrames, requestsOf } from '@/components/dashboards/data/panel-frames';
import { resultTexts } from '@/components/dashboards/variables/lookup';
import { type LookupState, resolveVariables } from '@/components/dashboards/variables/resolve-variables';
import { BUILT_IN } from '@/lib/dashboards/built-in/built-in';
import { type Dashboard, panelsOf } from '@/lib/dashboards/model/dashboard';
import { type AskingPanel, asksQueries } from '@/lib/dashboards/model/panel';
import { type PlanContext, planPanel, type QueryRequest } from '@/lib/dashboards/plan/plan-panel';
import { queryRequestSchema } from '@/lib/dashboards/query/contract';
import { loadQueries } from '@/lib/dashboards/query/load';
import type { QueryPort } from '@/lib/dashboards/query/port';
import { type QueryOutcome, queryLineReader } from '@/lib/dashboards/query/read-answer';
import type { VariableQuestion } from '@/lib/dashboards/variables/question';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { prometheusQueries } from '@/lib/prometheus/query';
import { numberOf } from '@/lib/prometheus/response';
import { demoFolders, prepareFolders } from './folders';
import { type RunningSources, startSources } from './sources';

const repository = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'periplus-dashboards-'));
const WINDOW_MS = 10 * 60_000;
const SCRAPE_MS = 15_000;

/** The demo has no such metrics: its proxies tell no statistics of their own, and no console runs beside this test. */
const WITHOUT_DATA: ReadonlySet<string> = new Set(['envoy', 'periplus']);

/** What the variables of a dashboard are set to; else the first value that there is. */
const CHOSEN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  service: { namespace: ['bookinfo'], service: ['reviews'] },
  workload: { namespace: ['bookinfo'], workload: ['productpage-v1'] },
};

let sources: RunningSources;
let client: PrometheusClient;
let port: QueryPort;
let toMs = 0;

beforeAll(async () => {
  const folders = demoFolders(repository, { NODE_ENV: 'test', PERIPLUS_DEMO_FOLDER: folder });
  prepareFolders(folders, repository, false);
  sources = await startSources({
    environment: { NODE_ENV: 'test' },
    folders,
    hours: 0.5,
    consolePort: null,
    say: () => {},
  });
  // In the past that was filled: nothing is added to it while it is asked twice.
  toMs = Math.floor((Date.now() - 120_000) / SCRAPE_MS) * SCRAPE_MS;
  client = createPrometheusClient({
    url: new URL(sources.prometheusUrl),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 60_000,
    labelMatchers: [],
  });
  port = prometheusQueries(client);
}, 240_000);

afterAll(async () => {
  await client?.close();
  await sources?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(BUILT_IN.map((dashboard) => [dashboard.uid, dashboard] as const))('%s', (uid, dashboard) => {
  it('shows what Prometheus answers', { timeout: 240_000 }, async () => {
    const context = await contextOf(dashboard);
    const seen: string[] = [];
    const empty: string[] = [];
    for (const panel of panelsOf(dashboard).filter(asksQueries)) {
      const hasData = await checkPanel(panel, context);
      (hasData ? seen : empty).push(panel.title);
    }
    expect(seen.length + empty.length).toBeGreaterThan(0);
    if (!WITHOUT_DATA.has(uid))
      expect(seen.length, `without data: ${empty.join(', ')}`).toBeGreaterThanOrEqual(empty.length);
  });
});

/** Each of its queries against the same one asked of Prometheus directly; whether there was anything. */
async function checkPanel(panel: AskingPanel, context: PlanContext): Promise<boolean> {
  const plan = planPanel(panel, context);
  // A variable without a single value: the demo has no such metrics.
  if (plan.kind === 'waits') return false;
  const asked = await Promise.all(
    requestsOf(panel, plan.targets).map(async ({ target, request }) => {
      const outcome = await ours(request);
      if (outcome.kind !== 'series') throw new Error(`${panel.title}: ${JSON.stringify(outcome)}`);
      expect(byLabels(outcome.series), `${panel.title}: ${request.expr}`).toEqual(
        byLabels(await raw(request)),
      );
      return { target, request, outcome };
    }),
  );
  const { frames, problems } = panelFrames(panel, asked);
  expect(problems).toEqual([]);
  const found = asked.reduce((sum, { outcome }) => sum + outcome.series.length, 0);
  expect(frames.some(({ length }) => length > 0)).toBe(found > 0);
  return found > 0;
}

/** As the page gets it: through the loader and the reader of lines. */
async function ours(request: QueryRequest): Promise<QueryOutcome> {
  const query = queryRequestSchema.parse({
    key: 'a',
    expr: request.expr,
    mode: request.mode,
    from: request.fromMs / 1000,
    to: request.toMs / 1000,
    step: request.stepMs / 1000,
  });
  const [result] = (await loadQueries(port, [query])).results;
  const read = queryLineReader.safeParse(JSON.parse(JSON.stringify({ result })));
  if (!read.success) throw new Error(JSON.stringify(result));
  return read.data.outcome;
}

type Series = Extract<QueryOutcome, { kind: 'series' }>['series'];

async function raw({ expr, mode, fromMs, toMs: endMs, stepMs }: QueryRequest): Promise<Series> {
  const url = new URL(mode === 'instant' ? '/api/v1/query' : '/api/v1/query_range', sources.prometheusUrl);
  const body = new URLSearchParams({ query: expr });
  if (mode === 'instant') body.set('time', String(endMs / 1000));
  else {
    body.set('start', String(fromMs / 1000));
    body.set('end', String(endMs / 1000));
    body.set('step', String(stepMs / 1000));
  }
  const answer = await fetch(url, { method: 'POST', body });
  const { data, error } = (await answer.json()) as {
    error?: string;
    data: {
      resultType: string;
      result:
        | { metric: Record<string, string>; value?: [number, string]; values?: [number, string][] }[]
        | [number, string];
    };
  };
  expect(error).toBeUndefined();
  const rows =
    data.resultType === 'scalar'
      ? [{ metric: {}, value: data.result as [number, string], values: undefined }]
      : (data.result as {
          metric: Record<string, string>;
          value?: [number, string];
          values?: [number, string][];
        }[]);
  return rows.map(({ metric, value, values = value === undefined ? [] : [value] }) => ({
    labels: metric,
    points: values.map(([at, text]) => [at, numberOf(text)] as const),
  }));
}

/** Order is nobody's concern. */
function byLabels(series: Series): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    series
      .map(({ labels, points }) => [JSON.stringify(Object.entries(labels).sort()), points] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Variables as the page resolves them, with the first value that there is where nothing else is said. */
async function contextOf(dashboard: Dashboard): Promise<PlanContext> {
  const window = { fromMs: toMs - WINDOW_MS, toMs };
  const known = new Map<string, readonly string[]>();
  for (;;) {
    const questions: VariableQuestion[] = [];
    const resolved = resolveVariables(dashboard.variables, {
      window,
      zone: 'UTC',
      dashboard,
      asked: new Map(Object.entries(CHOSEN[dashboard.uid] ?? {})),
      lookup: (question): LookupState => {
        const texts = known.get(JSON.stringify(question));
        if (texts === undefined) questions.push(question);
        return texts ?? 'pending';
      },
    });
    if (questions.length > 0) {
      for (const question of questions) known.set(JSON.stringify(question), await answerOf(question));
      continue;
    }
    return {
      window,
      dashboard,
      variables: resolved.map(({ variable }) => variable),
      chosen: new Map(
        resolved.flatMap(({ variable, chosen }) => (chosen === null ? [] : [[variable.name, chosen]])),
      ),
      zone: 'UTC',
      scrapeMs: SCRAPE_MS,
      width: 600,
    };
  }
}

async function answerOf(question: VariableQuestion): Promise<readonly string[]> {
  const lookup = { fromSeconds: (toMs - WINDOW_MS) / 1000, toSeconds: toMs / 1000 };
  switch (question.kind) {
    case 'result':
    case 'series': {
      const expr = question.kind === 'result' ? question.expr : question.selector;
      return resultTexts(await ours({ expr, mode: 'instant', fromMs: toMs, toMs, stepMs: SCRAPE_MS }));
    }
    case 'label-names':
      return port.labelNames({ match: [], ...lookup });
    case 'metrics':
      return port.labelValues('__name__', { match: [], ...lookup });
    case 'label-values':
      return port.labelValues(question.label, {
        match: question.selector === null ? [] : [question.selector],
        ...lookup,
      });
  }
}
