/**
 * Whole dashboards in Grafana's form, in the shapes that meshes have: what each becomes, that nothing of it is lost in
 * silence, that its queries are PromQL, and that it comes back from an export as it went.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { type Dashboard, panelsOf } from '@/lib/dashboards/model/dashboard';
import { asksQueries } from '@/lib/dashboards/model/panel';
import type { Variable } from '@/lib/dashboards/model/variable';
import { planPanel } from '@/lib/dashboards/plan/plan-panel';
import type { Chosen } from '@/lib/dashboards/variables/interpolate';
import { exportDashboard } from './export';
import { importDashboard } from './import';

const FOLDER = join(import.meta.dirname, 'fixtures');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const imported = (name: string) => importDashboard(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
/** `type title` of each panel, section by section. */
const outline = ({ sections }: Dashboard) =>
  sections.map(({ title, repeat, collapsed, panels }) => [
    [title, repeat && `for each ${repeat}`, collapsed && 'closed'].filter(Boolean).join(', '),
    ...panels.map(({ type, title: name }) => `${type} ${name}`),
  ]);
const panel = (dashboard: Dashboard, id: number) => panelsOf(dashboard).find((one) => one.id === id);

function chosenFor(variable: Variable): Chosen {
  const value = { interval: '5m', constant: '100', datasource: 'default' }[variable.type as string];
  const values = value === undefined ? ['a.b', 'c'] : [value];
  return { values, texts: values, multi: 'multi' in variable && variable.multi };
}

describe.each(files.map((file) => file.replace('.json', '')))('%s', (name) => {
  const { dashboard, notes } = imported(name);

  it('is drawn whole: no panel is lost, and nothing of one', () => {
    expect(panelsOf(dashboard).filter(({ type }) => type === 'unsupported')).toEqual([]);
    expect(notes.filter(({ kind }) => kind === 'lost')).toEqual([]);
  });

  it('asks PromQL with whatever is chosen', () => {
    const context = {
      window: { fromMs: 0, toMs: 1_800_000 },
      dashboard,
      variables: dashboard.variables,
      chosen: new Map(dashboard.variables.map((variable) => [variable.name, chosenFor(variable)])),
      ...{ zone: 'UTC', scrapeMs: 15_000, width: 600 },
    };
    const asked = panelsOf(dashboard)
      .filter(asksQueries)
      .flatMap((one) => {
        const plan = planPanel(one, context);
        if (plan.kind !== 'asks') throw new Error(`${one.title} waits for ${plan.variables}`);
        return plan.targets.flatMap(({ requests }) => requests.map(({ expr }) => expr));
      });
    expect(asked.length).toBeGreaterThan(0);
    for (const expr of asked) {
      expect(expr).not.toMatch(/\$(__)?[a-z]/);
      const errors: number[] = [];
      parser.parse(expr).iterate({ enter: ({ type, from }) => void (type.isError && errors.push(from)) });
      expect(errors, expr).toEqual([]);
    }
  });

  it('comes back from an export as it went', () => {
    const exported = exportDashboard(dashboard);
    expect(importDashboard(JSON.stringify(exported.json)).dashboard).toEqual(dashboard);
  });
});

it('reads the tables of a whole mesh: merged answers, thresholds that are texts, links with the row in them', () => {
  const { dashboard } = imported('whole-mesh');
  expect(outline(dashboard)).toEqual([
    [
      'Traffic of the whole mesh',
      'stat Requests',
      'stat Succeeded',
      'stat Refused (4xx)',
      'stat Failed (5xx)',
      'table Workloads that speak HTTP or gRPC',
      'table Workloads that speak TCP',
    ],
    ['Components', 'timeseries Istio components by version'],
  ]);
  expect(panel(dashboard, 6)).toMatchObject({
    targets: [{ refId: 'requests', format: 'table', mode: 'instant' }, {}, {}, {}],
    transformations: [{ id: 'merge' }, { id: 'organize', renameByName: { destination_service: 'Service' } }],
    sortBy: [{ field: 'Requests', desc: true }],
  });
  expect(JSON.stringify(panel(dashboard, 6))).toContain('"value":0.95');
  expect(panel(dashboard, 3)).toMatchObject({
    colorMode: 'none',
    graph: 'area',
    field: { defaults: { mappings: [{ type: 'special', match: 'null', result: { text: 'N/A' } }] } },
  });
});

it('reads one service: variables that follow each other, and series without a value hidden', () => {
  const { dashboard } = imported('one-service');
  expect(dashboard.variables.map(({ name, type }) => `${type} ${name}`)).toEqual([
    'datasource datasource',
    'query service',
    'custom qrep',
    'query srcns',
    'query srcwl',
  ]);
  expect(dashboard.variables[2]).toMatchObject({ multi: true, current: ['source', 'waypoint'] });
  expect(dashboard.sections.map(({ collapsed }) => collapsed)).toEqual([false, true]);
  expect(panel(dashboard, 8)).toMatchObject({
    field: {
      overrides: [
        {
          matcher: { by: 'value', calc: 'allIsNull', op: '>=', value: 0 },
          options: { hideFrom: { legend: true, tooltip: true, drawing: false } },
        },
      ],
    },
  });
});

it('reads what is of long ago in today’s panels, each said in the report', () => {
  const { dashboard, notes } = imported('workload-of-long-ago');
  expect(outline(dashboard)).toEqual([
    ['In general', 'stat Requests', 'gauge Succeeded', 'timeseries Duration'],
    [
      'Called by $srcns, for each srcns, closed',
      'timeseries Incoming requests by caller',
      'table Bytes of responses',
    ],
  ]);
  expect(notes.map(({ where, message }) => `${where}: ${message}`)).toEqual([
    'Requests: The words "ops" behind the figure are its unit now.',
    'Requests: The panel "singlestat" is shown as "stat".',
    'Succeeded: The panel "singlestat" is shown as "gauge".',
    'Duration: The panel "graph" is shown as "timeseries".',
    'Incoming requests by caller: The panel "graph" is shown as "timeseries".',
  ]);
  expect(panel(dashboard, 2)).toMatchObject({
    thresholdLabels: true,
    field: {
      defaults: {
        min: 0,
        max: 1,
        thresholds: { steps: [{ value: null }, { value: 0.95 }, { value: 0.99 }] },
      },
    },
  });
  expect(panel(dashboard, 5)).toMatchObject({
    field: {
      overrides: [
        { matcher: { by: 'name', name: 'Time' }, options: { cell: { hidden: true } } },
        {
          options: {
            displayName: 'Caller',
            links: [{ url: '/dashboards/workload?var-workload=\x24{__value.raw}' }],
          },
        },
        { options: { unit: 'bytes', cell: { display: 'color-background' } } },
      ],
    },
  });
});

it('reads hidden queries, two axes, values below zero, and a window of a panel’s own', () => {
  const { dashboard } = imported('performance');
  expect(dashboard.cursor).toBe('tooltip');
  expect(panel(dashboard, 3)).toMatchObject({ targets: [{ hidden: true }, { hidden: false }] });
  expect(panel(dashboard, 4)).toMatchObject({
    field: {
      overrides: [
        {
          matcher: { by: 'refId', refId: 'B' },
          options: { unit: 'reqps', draw: { axis: 'right', lineStyle: 'dash' } },
        },
      ],
    },
  });
  expect(panel(dashboard, 6)).toMatchObject({
    ...{ minInterval: '30s', timeFrom: '1h', timeShift: '1m' },
    field: { overrides: [{ options: { draw: { transform: 'negative-Y' } } }] },
  });
  expect(panel(dashboard, 7)).toMatchObject({
    legend: { display: 'table', placement: 'right', calcs: ['mean', 'lastNotNull', 'max'] },
    field: { defaults: { draw: { style: 'bars', stacking: 'normal', fillOpacity: 60 } } },
  });
});

it('reads the V2 resource: rows, a grid, and a grid that lays itself out', () => {
  const { dashboard } = imported('ztunnel-v2');
  expect(outline(dashboard)).toEqual([
    ['Network', 'timeseries Bytes', 'timeseries Connections'],
    ['Everything else', 'gauge Inside the mesh', 'bargauge Versions'],
  ]);
  expect(panel(dashboard, 4)?.place).toEqual({ x: 8, y: 0, w: 8, h: 5 });
  expect(panel(dashboard, 1)).toMatchObject({ minInterval: '15s', field: { defaults: { unit: 'Bps' } } });
});

it('puts in what a shared file asks for: its sources, its constants, its library panels', () => {
  const { dashboard } = imported('shared-control-plane');
  expect(outline(dashboard)).toEqual([
    [
      'Pushes',
      'heatmap Time until proxies have their configuration',
      'timeseries Pushes by kind',
      'timeseries Errors and the process',
    ],
  ]);
  // A heat map's unit stands at its axis.
  expect(panel(dashboard, 3)).toMatchObject({ field: { defaults: { unit: 's' } } });
  expect(panel(dashboard, 5)).toMatchObject({
    targets: [{}, { expr: 'sum(process_resident_memory_bytes{job=~".*istiod.*"})' }],
  });
  expect(dashboard.variables).toMatchObject([{ type: 'interval', options: ['1m', '5m', '30m'] }]);
});

it('reads panels and rows that are repeated, and links of values', () => {
  const { dashboard } = imported('repeated');
  expect(dashboard.sections.map(({ repeat }) => repeat)).toEqual([null, 'wl']);
  expect(panel(dashboard, 2)?.repeat).toEqual({ variable: 'ns', direction: 'h', maxPerRow: 3 });
  expect(dashboard.variables.map(({ type }) => type)).toEqual([
    'datasource',
    'query',
    'query',
    'constant',
    'textbox',
    'adhoc',
  ]);
  expect(panel(dashboard, 5)).toMatchObject({
    shape: 'donut',
    field: { defaults: { links: [{ url: '/traces?service=$wl&code=\x24{__field.labels.response_code}' }] } },
  });
});
