/** The import of every form in one file, long on purpose: each case is a few lines of Grafana JSON and what becomes of it, read as a table. */
import { describe, expect, it } from 'vitest';
import { panelsOf } from '@/lib/dashboards/model/dashboard';
import { asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import { importDashboard } from './import';

function read(value: unknown) {
  return importDashboard(JSON.stringify(value));
}

function onePanel(panel: object): { panel: Panel; notes: readonly string[] } {
  const { dashboard, notes } = read({ title: 'x', panels: [{ id: 1, ...panel }] });
  const [first] = panelsOf(dashboard);
  if (first === undefined) throw new Error('There is no panel.');
  return { panel: first, notes: notes.map(({ message }) => message) };
}

const target = { refId: 'A', expr: 'up', datasource: { type: 'prometheus', uid: '\x24{datasource}' } };

describe('importDashboard', () => {
  it('reads the classic form with rows, open and collapsed', () => {
    const { dashboard, notes } = read({
      uid: 'mesh',
      title: 'Mesh',
      schemaVersion: 39,
      graphTooltip: 1,
      time: { from: 'now-30m', to: 'now' },
      refresh: '30s',
      panels: [
        { id: 1, type: 'stat', title: 'Before', gridPos: { x: 0, y: 0, w: 6, h: 4 }, targets: [target] },
        { id: 2, type: 'row', title: 'Open', gridPos: { x: 0, y: 4, w: 24, h: 1 }, panels: [] },
        { id: 3, type: 'timeseries', gridPos: { x: 12, y: 5, w: 12, h: 8 }, targets: [target] },
        {
          id: 4,
          type: 'row',
          title: 'Closed',
          collapsed: true,
          repeat: 'service',
          gridPos: { x: 0, y: 13, w: 24, h: 1 },
          panels: [{ id: 5, type: 'table', gridPos: { x: 0, y: 14, w: 24, h: 8 }, targets: [target] }],
        },
      ],
    });
    expect(notes).toEqual([]);
    expect(dashboard).toMatchObject({
      uid: 'mesh',
      cursor: 'line',
      refresh: '30s',
      time: { from: 'now-30m' },
    });
    expect(
      dashboard.sections.map(({ title, collapsed, repeat, panels }) => ({
        title,
        collapsed,
        repeat,
        panels: panels.map(({ id, place }) => [id, place.x, place.y]),
      })),
    ).toEqual([
      { title: null, collapsed: false, repeat: null, panels: [[1, 0, 0]] },
      { title: 'Open', collapsed: false, repeat: null, panels: [[3, 12, 0]] },
      { title: 'Closed', collapsed: true, repeat: 'service', panels: [[5, 0, 0]] },
    ]);
  });

  it('reads rows of spans, as before there was a grid', () => {
    const { dashboard } = read({
      title: 'Old',
      rows: [
        {
          title: 'A',
          height: '250px',
          panels: [
            { id: 1, type: 'text', span: 8, content: 'x' },
            { id: 2, type: 'text', span: 8, content: 'y' },
          ],
        },
      ],
    });
    expect(panelsOf(dashboard).map(({ place }) => place)).toEqual([
      { x: 0, y: 0, w: 16, h: 7 },
      { x: 0, y: 7, w: 16, h: 7 },
    ]);
  });

  it('unwraps the V1 resource and the answer of the HTTP API', () => {
    const classic = { title: 'T', panels: [{ id: 1, type: 'text', options: { content: 'x' } }] };
    expect(
      read({ apiVersion: 'dashboard.grafana.app/v1', metadata: { name: 'abc' }, spec: classic }).dashboard
        .uid,
    ).toBe('abc');
    expect(read({ meta: {}, dashboard: { ...classic, uid: 'def' } }).dashboard.uid).toBe('def');
  });

  it('translates the V2 resource', () => {
    const panel = (id: number, title: string) => ({
      kind: 'Panel',
      spec: {
        id,
        title,
        data: {
          kind: 'QueryGroup',
          spec: {
            queries: [
              {
                kind: 'PanelQuery',
                spec: {
                  refId: 'A',
                  hidden: false,
                  query: {
                    kind: 'DataQuery',
                    group: 'prometheus',
                    spec: { expr: 'up', legendFormat: '{{job}}' },
                  },
                },
              },
            ],
            transformations: [],
            queryOptions: { interval: '30s' },
          },
        },
        vizConfig: {
          kind: 'VizConfig',
          group: 'timeseries',
          spec: { options: {}, fieldConfig: { defaults: { unit: 'reqps' }, overrides: [] } },
        },
      },
    });
    const { dashboard, notes } = read({
      apiVersion: 'dashboard.grafana.app/v2',
      kind: 'Dashboard',
      metadata: { name: 'v2' },
      spec: {
        title: 'Two',
        cursorSync: 'Tooltip',
        timeSettings: { from: 'now-3h', to: 'now', timezone: 'utc', autoRefresh: '1m' },
        elements: { a: panel(1, 'First'), b: panel(2, 'Second') },
        variables: [
          {
            kind: 'QueryVariable',
            spec: {
              name: 'job',
              refresh: 'onTimeRangeChanged',
              sort: 'alphabeticalAsc',
              multi: true,
              query: { kind: 'DataQuery', group: 'prometheus', spec: { query: 'label_values(up, job)' } },
            },
          },
        ],
        layout: {
          kind: 'RowsLayout',
          spec: {
            rows: [
              {
                kind: 'RowsLayoutRow',
                spec: {
                  title: 'Row',
                  layout: {
                    kind: 'GridLayout',
                    spec: {
                      items: [
                        {
                          kind: 'GridLayoutItem',
                          spec: {
                            x: 0,
                            y: 0,
                            width: 12,
                            height: 8,
                            element: { kind: 'ElementReference', name: 'a' },
                          },
                        },
                        {
                          kind: 'GridLayoutItem',
                          spec: {
                            x: 12,
                            y: 0,
                            width: 12,
                            height: 8,
                            element: { kind: 'ElementReference', name: 'b' },
                          },
                        },
                      ],
                    },
                  },
                },
              },
            ],
          },
        },
      },
    });
    expect(notes).toEqual([]);
    expect(dashboard).toMatchObject({
      uid: 'v2',
      title: 'Two',
      timeZone: 'utc',
      refresh: '1m',
      cursor: 'tooltip',
    });
    expect(dashboard.variables).toMatchObject([
      {
        type: 'query',
        name: 'job',
        query: 'label_values(up, job)',
        refresh: 'time',
        sort: 'asc',
        multi: true,
      },
    ]);
    expect(dashboard.sections).toMatchObject([
      { title: 'Row', panels: [{ title: 'First' }, { title: 'Second', place: { x: 12 } }] },
    ]);
    expect(panelsOf(dashboard)[0]).toMatchObject({
      minInterval: '30s',
      field: { defaults: { unit: 'reqps' } },
      targets: [{ expr: 'up', legend: '{{job}}' }],
    });
  });

  it('puts constants and library panels of a shared file in', () => {
    const { dashboard, notes } = read({
      title: 'Shared',
      __inputs: [
        { name: 'DS_PROM', type: 'datasource', pluginId: 'prometheus' },
        { name: 'VAR_NS', type: 'constant', value: 'bookinfo' },
      ],
      __elements: {
        lib1: { uid: 'lib1', model: { type: 'stat', title: 'From library', targets: [target] } },
      },
      panels: [
        { id: 1, gridPos: { x: 0, y: 0, w: 4, h: 4 }, libraryPanel: { uid: 'lib1', name: 'L' } },
        { id: 2, gridPos: { x: 4, y: 0, w: 4, h: 4 }, libraryPanel: { uid: 'gone', name: 'Gone' } },
        {
          id: 3,
          type: 'stat',
          gridPos: { x: 8, y: 0, w: 4, h: 4 },
          targets: [{ refId: 'A', expr: 'up{ns="\x24{VAR_NS}"}' }],
        },
      ],
    });
    const panels = panelsOf(dashboard);
    expect(panels[0]).toMatchObject({ type: 'stat', title: 'From library' });
    expect(panels[1]).toMatchObject({ type: 'unsupported', title: 'Gone' });
    expect(panels[2]).toMatchObject({ targets: [{ expr: 'up{ns="bookinfo"}' }] });
    expect(notes.map(({ message }) => message).join()).toContain(
      'library panel "Gone" is not part of the file',
    );
  });

  it('reads its own form back as it is, and refuses a version it does not know', () => {
    const { dashboard } = read({ title: 'x', panels: [] });
    expect(importDashboard(JSON.stringify(dashboard)).dashboard).toEqual(dashboard);
    expect(() => importDashboard(JSON.stringify({ ...dashboard, version: 2 }))).toThrow('version 2');
  });

  it.each([
    ['{', 'It is no JSON'],
    ['', 'It is no JSON'],
    ['[]', 'It holds no object'],
    ['null', 'It holds no object'],
    ['{"kind":"Pod"}', 'neither panels nor rows'],
    ['{"title":"x"}', 'neither panels nor rows'],
    ['<html>', 'It is no JSON'],
  ])('refuses %j', (text, message) => {
    expect(() => importDashboard(text)).toThrow(message);
  });

  it('refuses what is too large', () => {
    expect(() => importDashboard(`"${'x'.repeat(5_000_001)}"`)).toThrow(
      'The dashboard has 5,001 kB; there is room for 5,000 kB at most.',
    );
  });

  it('takes a byte order mark, names of prototypes and wrong kinds everywhere', () => {
    const odd =
      '\uFEFF{"title":3,"panels":[null,7,{"type":5,"id":"x","gridPos":"no","targets":{},"fieldConfig":[],"__proto__":{"type":"stat"}}],"templating":7,"tags":[1,null]}';
    const { dashboard } = importDashboard(odd);
    expect(dashboard.title).toBe('3');
    expect(panelsOf(dashboard)).toMatchObject([{ type: 'unsupported' }]);
  });
});

describe('places', () => {
  it('moves into the grid what is off it, and apart what overlaps', () => {
    const { dashboard, notes } = read({
      title: 'x',
      panels: [
        { id: 1, type: 'text', gridPos: { x: -3, y: 0, w: 40, h: -2 }, options: { content: '' } },
        { id: 1, type: 'text', gridPos: { x: 0, y: 0, w: 12, h: 4 }, options: { content: '' } },
        { id: 2, type: 'text', gridPos: { y: 0, w: 12, h: 4 }, options: { content: '' } },
      ],
    });
    const panels = panelsOf(dashboard);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(3);
    expect(panels.map(({ place }) => place)).toEqual([
      { x: 0, y: 0, w: 24, h: 1 },
      { x: 0, y: 1, w: 12, h: 4 },
      { x: 0, y: 5, w: 12, h: 4 },
    ]);
    expect(notes.some(({ message }) => message.includes('outside the grid'))).toBe(true);
  });
});

describe('panels', () => {
  it('carries options, overrides, mappings and thresholds of a time series over', () => {
    const { panel, notes } = onePanel({
      type: 'timeseries',
      targets: [{ ...target, legendFormat: '{{ job }}', interval: '1m', exemplar: true }],
      fieldConfig: {
        defaults: {
          unit: 's',
          min: 0,
          thresholds: {
            mode: 'absolute',
            steps: [
              { color: 'green', value: null },
              { color: 'red', value: '0.95' },
            ],
          },
          mappings: [{ type: 'special', options: { match: 'null', result: { text: 'N/A' } } }],
          custom: {
            drawStyle: 'bars',
            fillOpacity: 100,
            stacking: { mode: 'normal', group: 'A' },
            spanNulls: true,
          },
        },
        overrides: [
          {
            matcher: { id: 'byRegexp', options: '/5../' },
            properties: [
              { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
              { id: 'custom.transform', value: 'negative-Y' },
              { id: 'custom.axisPlacement', value: 'right' },
            ],
          },
          {
            matcher: { id: 'byValue', options: { reducer: 'allIsNull', op: 'gte', value: 0 } },
            properties: [{ id: 'custom.hideFrom', value: { legend: true, tooltip: true, viz: false } }],
          },
          { matcher: { id: 'byFrameRefID', options: 'B' }, properties: [{ id: 'unit', value: 'bytes' }] },
        ],
      },
      options: {
        legend: { displayMode: 'table', placement: 'right', calcs: ['mean', 'current'] },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
    });
    expect(notes).toEqual([]);
    expect(panel).toMatchObject({
      type: 'timeseries',
      targets: [{ expr: 'up', legend: '{{ job }}', minStep: '1m', exemplars: true, mode: 'range' }],
      legend: { display: 'table', placement: 'right', calcs: ['mean', 'lastNotNull'] },
      tooltip: { mode: 'all', sort: 'desc' },
      field: {
        defaults: {
          unit: 's',
          min: 0,
          thresholds: { steps: [{ value: null }, { value: 0.95, color: 'red' }] },
          mappings: [{ type: 'special', match: 'null', result: { text: 'N/A' } }],
          draw: { style: 'bars', fillOpacity: 100, stacking: 'normal', gaps: 'connected' },
        },
        overrides: [
          {
            matcher: { by: 'regexp', pattern: '/5../' },
            options: { draw: { transform: 'negative-Y', axis: 'right' } },
          },
          {
            matcher: { by: 'value', calc: 'allIsNull', op: '>=' },
            options: { hideFrom: { legend: true, drawing: false } },
          },
          { matcher: { by: 'refId', refId: 'B' }, options: { unit: 'bytes' } },
        ],
      },
    });
  });

  it('turns graph into a time series', () => {
    const { panel, notes } = onePanel({
      type: 'graph',
      stack: true,
      fill: 2,
      nullPointMode: 'connected',
      legend: { show: true, alignAsTable: true, values: true, avg: true, current: true },
      yaxes: [{ format: 'reqps', min: '0', logBase: 10 }, { format: 's' }],
      seriesOverrides: [{ alias: '/p99/', yaxis: 2, transform: 'negative-Y' }],
      aliasColors: { ok: '#00ff00' },
      thresholds: [{ value: 10, colorMode: 'critical' }],
      tooltip: { shared: true, sort: 2 },
      targets: [{ refId: 'A', expr: 'rate(x[1m])', intervalFactor: 2, step: 10 }],
    });
    expect(notes).toEqual(['The panel "graph" is shown as "timeseries".']);
    expect(panel).toMatchObject({
      type: 'timeseries',
      legend: { display: 'table', calcs: ['mean', 'lastNotNull'] },
      tooltip: { mode: 'all', sort: 'desc' },
      targets: [{ stepFactor: 2, minStep: null }],
      field: {
        defaults: {
          unit: 'reqps',
          min: 0,
          draw: {
            stacking: 'normal',
            fillOpacity: 20,
            gaps: 'connected',
            scale: 'log10',
            thresholds: 'line',
          },
          thresholds: {
            steps: [
              { value: null, color: 'transparent' },
              { value: 10, color: 'red' },
            ],
          },
        },
        overrides: [
          { matcher: { by: 'name', name: 'ok' }, options: { color: { mode: 'fixed', fixed: '#00ff00' } } },
          {
            matcher: { by: 'regexp' },
            options: { unit: 's', draw: { axis: 'right', transform: 'negative-Y' } },
          },
        ],
      },
    });
  });

  it('turns singlestat into a stat or a gauge', () => {
    const single = {
      type: 'singlestat',
      format: 'percentunit',
      valueName: 'current',
      colorValue: true,
      thresholds: '0.9,0.99',
      colors: ['red', 'orange', 'green'],
      sparkline: { show: true },
      valueMaps: [{ op: '=', value: 'null', text: 'N/A' }],
      targets: [target],
    };
    expect(onePanel(single).panel).toMatchObject({
      type: 'stat',
      reduce: { calc: 'lastNotNull' },
      colorMode: 'value',
      graph: 'area',
      field: {
        defaults: {
          unit: 'percentunit',
          thresholds: {
            steps: [
              { value: null, color: 'red' },
              { value: 0.9, color: 'orange' },
              { value: 0.99, color: 'green' },
            ],
          },
          mappings: [{ type: 'special', match: 'null', result: { text: 'N/A' } }],
        },
      },
    });
    const gauge = { ...single, gauge: { show: true, minValue: 0, maxValue: 1 } };
    expect(onePanel(gauge).panel).toMatchObject({ type: 'gauge', field: { defaults: { min: 0, max: 1 } } });
  });

  it('turns the first table into today’s', () => {
    const { panel } = onePanel({
      type: 'table',
      transform: 'table',
      styles: [
        { pattern: 'Time', type: 'hidden' },
        {
          pattern: '/Value.*/',
          alias: 'Rate',
          type: 'number',
          unit: 'ops',
          colorMode: 'cell',
          thresholds: ['1', '2'],
          colors: ['a', 'b', 'c'],
        },
      ],
      targets: [
        { refId: 'A', expr: 'a', format: 'table', instant: true },
        { refId: 'B', expr: 'b', format: 'table', instant: true },
      ],
    });
    expect(panel).toMatchObject({
      type: 'table',
      transformations: [{ id: 'merge' }],
      targets: [{ mode: 'instant', format: 'table' }, { mode: 'instant' }],
      field: {
        overrides: [
          { matcher: { by: 'name', name: 'Time' }, options: { cell: { hidden: true } } },
          {
            matcher: { by: 'regexp' },
            options: { displayName: 'Rate', unit: 'ops', cell: { display: 'color-background' } },
          },
        ],
      },
    });
  });

  it('reads a node graph of Prometheus, and shows the traffic graph for one that was made of traces', () => {
    const panels = [
      {
        id: 1,
        type: 'nodeGraph',
        title: 'Asked',
        targets: [{ refId: 'A', expr: 'sum by (source, target) (x)', format: 'table', instant: true }],
        options: {
          nodes: { mainStatUnit: 'reqps', arcs: [{ field: 'arc__ok', color: 'green' }] },
          edges: {},
        },
      },
      {
        id: 2,
        type: 'nodeGraph',
        title: 'Made',
        datasource: { type: 'tempo', uid: 't' },
        targets: [{ refId: 'A', queryType: 'serviceMap', serviceMapQuery: '{}' }],
      },
    ];
    const { dashboard, notes } = read({ title: 'x', panels });
    expect(panelsOf(dashboard)).toMatchObject([
      {
        type: 'nodegraph',
        nodeUnits: { main: 'reqps', secondary: '' },
        arcs: [{ field: 'arc__ok', color: 'green' }],
        targets: [{ mode: 'instant', format: 'table' }],
      },
      { type: 'servicegraph', namespaces: '', focus: '' },
    ]);
    expect(notes).toMatchObject([{ where: 'Made', kind: 'changed' }]);
  });

  it('keeps the queries of what it does not know, and says so', () => {
    const { panel, notes } = onePanel({ type: 'geomap', title: 'Map', targets: [target] });
    expect(panel).toMatchObject({ type: 'unsupported', originalType: 'geomap', targets: [{ expr: 'up' }] });
    expect(notes).toEqual(['There is no panel "geomap" here; its queries are shown instead.']);
  });

  it('says which queries ask other sources', () => {
    const { panel, notes } = onePanel({
      type: 'timeseries',
      targets: [target, { refId: 'B', datasource: { type: 'loki', uid: 'l' }, expr: '{app="x"}' }],
    });
    expect(asksQueries(panel) && panel.targets.map(({ refId }) => refId)).toEqual(['A']);
    expect(notes).toEqual(['Query B asks a source of kind "loki", and this console asks Prometheus.']);
  });

  it('says which transformations and overrides are left out', () => {
    const { notes } = onePanel({
      type: 'table',
      targets: [target],
      transformations: [
        { id: 'organize', options: { excludeByName: { a: true } } },
        { id: 'configFromData', options: {} },
      ],
      fieldConfig: { overrides: [{ matcher: { id: 'byTheMoon' }, properties: [] }] },
    });
    expect(notes).toEqual([
      'The transformation "configFromData" is left out.',
      'An override for fields chosen by "byTheMoon" is left out.',
    ]);
  });
});

describe('variables', () => {
  it('reads every kind', () => {
    const { dashboard, notes } = read({
      title: 'x',
      panels: [],
      templating: {
        list: [
          { type: 'datasource', name: 'datasource', query: 'prometheus', current: { value: 'p' } },
          {
            type: 'query',
            name: 'ns',
            query: { query: 'label_values(x, ns)', refId: 'A' },
            refresh: 2,
            sort: 1,
            includeAll: true,
            multi: true,
            current: { text: ['All'], value: ['$__all'] },
            regex: '/a(.*)/',
          },
          { type: 'query', name: 'old', query: 'metrics(istio.*)', current: { text: 'a', value: 'a' } },
          {
            type: 'custom',
            name: 'qrep',
            query: 'source, dest : destination, a\\,b',
            multi: true,
            current: { value: ['source'] },
          },
          {
            type: 'interval',
            name: 'i',
            query: '1m,5m',
            auto: true,
            auto_count: 20,
            auto_min: '30s',
            current: { value: '$__auto_interval_i' },
          },
          { type: 'constant', name: 'c', query: 'k' },
          { type: 'textbox', name: 't', query: 'q', hide: 1 },
          { type: 'adhoc', name: 'f', filters: [{ key: 'a', operator: '=~', value: 'b' }] },
          { type: 'snapshot', name: 's' },
          { type: 'custom', name: 'c', query: 'twice' },
        ],
      },
    });
    expect(dashboard.variables).toMatchObject([
      { type: 'datasource', sourceType: 'prometheus' },
      {
        type: 'query',
        query: 'label_values(x, ns)',
        refresh: 'time',
        sort: 'asc',
        regex: '/a(.*)/',
        current: ['$__all'],
      },
      { type: 'query', query: 'metrics(istio.*)', current: ['a'] },
      {
        type: 'custom',
        options: [
          { text: 'source', value: 'source' },
          { text: 'dest', value: 'destination' },
          { text: 'a,b', value: 'a,b' },
        ],
        current: ['source'],
      },
      { type: 'interval', options: ['1m', '5m'], auto: { steps: 20, min: '30s' }, current: ['auto'] },
      { type: 'constant', value: 'k' },
      { type: 'textbox', value: 'q', hide: 'label' },
      { type: 'adhoc', filters: [{ key: 'a', operator: '=~', value: 'b' }] },
    ]);
    expect(notes.map(({ where }) => where)).toEqual(['variable s', 'variable c']);
  });
});

describe('annotations', () => {
  it('keeps queries of Prometheus, and says what is lost', () => {
    const { dashboard, notes } = read({
      title: 'x',
      panels: [],
      annotations: {
        list: [
          { builtIn: 1, name: 'Annotations & Alerts', datasource: { type: 'grafana', uid: '-- Grafana --' } },
          {
            name: 'deploys',
            expr: 'changes(x[1m])',
            titleFormat: '{{v}}',
            tagKeys: 'a, b',
            iconColor: 'red',
          },
          { name: 'logs', datasource: { type: 'loki' }, expr: '{}' },
        ],
      },
    });
    expect(dashboard.annotations).toMatchObject([
      { name: 'deploys', color: 'red', source: { expr: 'changes(x[1m])', tagLabels: ['a', 'b'] } },
    ]);
    expect(notes.map(({ where }) => where)).toEqual(['annotation logs']);
  });
});

it('keeps as many panels and rows as there may be, and says what it left out', () => {
  const panel = (id: number) => ({
    id,
    type: 'text',
    title: `t${id}`,
    gridPos: { x: 0, y: id, w: 24, h: 1 },
  });
  const many = Array.from({ length: 1200 }, (_, at) => panel(at + 1));
  const { dashboard, notes } = importDashboard(JSON.stringify({ title: 'x', panels: many }));
  expect(dashboard.sections[0]?.panels).toHaveLength(1000);
  expect(notes).toContainEqual(
    expect.objectContaining({
      where: 'dashboard',
      kind: 'lost',
      message: expect.stringContaining('1200 panels'),
    }),
  );
  const rows = Array.from({ length: 230 }, (_, at) => ({ type: 'row', title: `r${at}`, gridPos: { y: at } }));
  const cut = importDashboard(JSON.stringify({ title: 'x', panels: rows }));
  expect(cut.dashboard.sections).toHaveLength(200);
  expect(cut.notes[0]?.message).toContain('230 rows');
});
