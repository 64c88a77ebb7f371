import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '@/lib/dashboards/built-in/built-in';
import { type Dashboard, dashboardSchema, panelsOf } from '@/lib/dashboards/model/dashboard';
import { exportDashboard } from './export';
import { importDashboard } from './import';

function roundTrip(dashboard: Dashboard): Dashboard {
  return importDashboard(JSON.stringify(exportDashboard(dashboard).json)).dashboard;
}

/** A dashboard with something of everything that Grafana has a form for. */
const EVERYTHING = dashboardSchema.parse({
  format: 'periplus.io/dashboard',
  version: 1,
  uid: 'everything',
  title: 'Everything',
  description: 'd',
  tags: ['a'],
  time: { from: 'now-3h', to: 'now' },
  refresh: '1m',
  timeZone: 'utc',
  cursor: 'tooltip',
  links: [
    { type: 'url', title: 'Docs', url: 'https://example.org', newTab: true },
    {
      type: 'dashboards',
      title: 'Mesh',
      tags: ['mesh'],
      keepTime: true,
      includeVariables: true,
      asMenu: true,
    },
  ],
  variables: [
    {
      type: 'query',
      name: 'ns',
      query: 'label_values(x, ns)',
      regex: '/(.*)/',
      sort: 'natural-desc',
      refresh: 'time',
      multi: true,
      includeAll: true,
      allValue: '.*',
      current: ['$__all'],
    },
    {
      type: 'custom',
      name: 'c',
      options: [
        { text: 'A', value: 'a' },
        { text: 'x,y', value: 'x,y' },
      ],
      current: ['a'],
    },
    {
      type: 'interval',
      name: 'i',
      options: ['1m', '5m'],
      auto: { steps: 20, min: '30s' },
      current: ['auto'],
    },
    { type: 'constant', name: 'k', value: 'v', hide: 'variable' },
    { type: 'textbox', name: 't', value: 'x', hide: 'label', label: 'T' },
    { type: 'datasource', name: 'ds', current: ['p'] },
    { type: 'adhoc', name: 'f', filters: [{ key: 'a', operator: '!~', value: 'b' }] },
  ],
  annotations: [
    {
      name: 'deploys',
      source: {
        kind: 'query',
        expr: 'x',
        title: 't',
        text: 'u',
        tagLabels: ['a', 'b'],
        step: '1m',
        valueIsTime: true,
      },
    },
  ],
  sections: [
    {
      title: null,
      panels: [
        {
          id: 1,
          type: 'timeseries',
          title: 'T',
          description: 'about',
          place: { x: 0, y: 0, w: 12, h: 8 },
          links: [{ title: 'l', url: '/graph' }],
          targets: [
            {
              refId: 'A',
              expr: 'x',
              legend: '{{a}}',
              minStep: '30s',
              stepFactor: 2,
              exemplars: true,
              mode: 'both',
              format: 'table',
              hidden: true,
            },
          ],
          minInterval: '10s',
          maxDataPoints: 300,
          timeFrom: '2h',
          timeShift: '1d',
          legend: {
            display: 'table',
            placement: 'right',
            calcs: ['mean', 'p95'],
            sortBy: 'Mean',
            sortDesc: false,
          },
          tooltip: { mode: 'single', sort: 'asc' },
          transformations: [
            { id: 'organize', renameByName: { a: 'b' }, indexByName: { a: 1 } },
            { id: 'merge' },
            { id: 'joinByField', byField: 'k', mode: 'inner' },
            {
              id: 'groupBy',
              fields: {
                a: { operation: 'groupby', aggregations: [] },
                b: { operation: 'aggregate', aggregations: ['sum'] },
              },
            },
            { id: 'calculateField', mode: 'binary', left: 'a', operator: '/', right: '2', alias: 'half' },
            { id: 'calculateField', mode: 'unary', unary: 'ceil', field: 'a' },
            { id: 'sortBy', field: 'a', desc: true },
            { id: 'labelsToFields', keepLabels: ['a'], valueLabel: 'b' },
            {
              id: 'filterByValue',
              type: 'exclude',
              match: 'all',
              filters: [
                { field: 'a', test: 'between', value: 1, to: 2 },
                { field: 'b', test: 'isNull' },
              ],
            },
            { id: 'filterFieldsByName', include: { names: ['a'], pattern: 'b' } },
            { id: 'renameByRegex', regex: 'a', renamePattern: 'b' },
            { id: 'reduce', reducers: ['max'], labelsToFields: true },
            { id: 'limit', limit: 7 },
          ],
          field: {
            defaults: {
              unit: 's',
              decimals: 2,
              min: 0,
              max: 10,
              noValue: 'none',
              displayName: 'name',
              color: { mode: 'continuous', scheme: 'BlPu' },
              thresholds: {
                mode: 'percentage',
                steps: [
                  { value: null, color: 'green' },
                  { value: 80, color: 'red' },
                ],
              },
              mappings: [
                { type: 'value', value: '1', result: { text: 'up', color: 'green' } },
                { type: 'range', from: null, to: 5, result: { text: 'low' } },
                { type: 'regex', pattern: 'a.*', result: { text: 'a' } },
                { type: 'special', match: 'null+nan', result: { text: '-' } },
              ],
              links: [{ title: 'x', url: 'https://example.org/$ns', newTab: true }],
              hideFrom: { legend: true, tooltip: false, drawing: false },
              draw: {
                style: 'bars',
                lineWidth: 2,
                lineStyle: 'dash',
                interpolation: 'smooth',
                fillOpacity: 30,
                gradient: 'hue',
                points: 'never',
                pointSize: 4,
                gaps: 60_000,
                stacking: 'percent',
                stackingGroup: 'A',
                transform: 'negative-Y',
                axis: 'right',
                axisLabel: 'y',
                scale: 'log2',
                axisSoftMin: 1,
                axisSoftMax: 2,
                thresholds: 'dashed+area',
                fillBelowTo: 'z',
              },
              cell: {
                display: 'gauge',
                gauge: 'lcd',
                width: 100,
                minWidth: 50,
                align: 'right',
                hidden: false,
                filterable: true,
              },
            },
            overrides: [
              { matcher: { by: 'name', name: 'a' }, options: { unit: 'bytes', draw: { axis: 'left' } } },
              { matcher: { by: 'names', names: ['a', 'b'], exclude: true }, options: { decimals: 1 } },
              {
                matcher: { by: 'regexp', pattern: '/a/' },
                options: { color: { mode: 'fixed', fixed: '#ff0000' } },
              },
              { matcher: { by: 'type', type: 'string' }, options: { cell: { align: 'left' } } },
              { matcher: { by: 'refId', refId: 'B' }, options: { unit: 'ms' } },
              {
                matcher: { by: 'value', calc: 'allIsNull', op: '>=', value: 0 },
                options: { hideFrom: { legend: true, tooltip: true, drawing: true } },
              },
            ],
          },
        },
        {
          id: 2,
          type: 'stat',
          place: { x: 12, y: 0, w: 6, h: 4 },
          targets: [{ refId: 'A', expr: 'x' }],
          reduce: { calc: 'max', rows: true, limit: 5, fields: '/a/' },
          colorMode: 'background',
          graph: 'none',
          textMode: 'name',
          orientation: 'vertical',
        },
        {
          id: 3,
          type: 'gauge',
          place: { x: 18, y: 0, w: 6, h: 4 },
          targets: [],
          thresholdMarkers: false,
          thresholdLabels: true,
        },
      ],
    },
    {
      title: 'Open',
      panels: [
        {
          id: 4,
          type: 'bargauge',
          place: { x: 0, y: 0, w: 6, h: 4 },
          display: 'lcd',
          showUnfilled: false,
          orientation: 'horizontal',
        },
        {
          id: 5,
          type: 'table',
          place: { x: 6, y: 0, w: 6, h: 4 },
          showHeader: false,
          sortBy: [{ field: 'a', desc: true }],
          footer: { calc: 'mean', fields: ['a'] },
        },
        {
          id: 6,
          type: 'heatmap',
          place: { x: 12, y: 0, w: 6, h: 4 },
          calculate: true,
          scheme: 'Blues',
          scale: 'linear',
          reverse: true,
        },
        { id: 7, type: 'text', place: { x: 18, y: 0, w: 6, h: 4 }, mode: 'code', content: 'x' },
      ],
    },
    {
      title: 'Closed',
      collapsed: true,
      repeat: 'ns',
      panels: [
        {
          id: 8,
          type: 'piechart',
          place: { x: 0, y: 0, w: 6, h: 4 },
          shape: 'donut',
          labels: ['percent'],
          repeat: { variable: 'ns', direction: 'v', maxPerRow: 3 },
        },
        {
          id: 9,
          type: 'statetimeline',
          place: { x: 6, y: 0, w: 6, h: 4 },
          showValue: 'never',
          rowHeight: 0.5,
        },
        {
          id: 10,
          type: 'alertlist',
          place: { x: 12, y: 0, w: 6, h: 4 },
          states: ['firing'],
          name: 'a',
          labels: 'b="c"',
          limit: 5,
        },
        {
          id: 11,
          type: 'nodegraph',
          place: { x: 18, y: 0, w: 6, h: 4 },
          targets: [{ refId: 'A', expr: 'x', format: 'table', mode: 'instant' }],
          nodeUnits: { main: 'reqps', secondary: 'ms' },
          edgeUnits: { main: 'percent', secondary: '' },
          arcs: [{ field: 'arc__ok', color: 'green' }],
        },
      ],
    },
  ],
});

describe('exportDashboard', () => {
  it('is read again as the same dashboard', () => {
    expect(roundTrip(EVERYTHING)).toEqual(EVERYTHING);
    expect(exportDashboard(EVERYTHING).notes).toEqual([]);
  });

  it.each(BUILT_IN.map((dashboard) => [dashboard.title, dashboard] as const))(
    'keeps %s, but for marks that only this console has',
    (_, dashboard) => {
      expect(roundTrip(dashboard)).toEqual({ ...dashboard, annotations: [] });
      const ofMesh = panelsOf(dashboard).filter(({ type }) => type === 'servicegraph' || type === 'traces');
      expect(
        exportDashboard(dashboard)
          .notes.map(({ where }) => where)
          .sort(),
      ).toEqual(
        [
          'annotation Configuration',
          'annotation Rollouts',
          'annotation Incidents',
          'annotation Alerts',
          ...ofMesh.map(({ title }) => title),
        ].sort(),
      );
    },
  );

  it('gives back what it could not show as it came', () => {
    const original = {
      id: 1,
      type: 'geomap',
      title: 'Map',
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      targets: [],
      options: { view: 1 },
    };
    const { dashboard } = importDashboard(JSON.stringify({ title: 'x', panels: [original] }));
    expect(exportDashboard(dashboard).json.panels).toMatchObject([original]);
  });
});
