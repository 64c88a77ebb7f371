/** Panels that Grafana itself replaced: `graph`, `singlestat` and the first `table`, as what replaced them. */
import { isPlain } from './legacy-notes';
import {
  flagAt,
  isObject,
  type Json,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  own,
  textAt,
  textsAt,
} from './loose';

/** The same panel in today's shape; any other as it is. */
export function modernPanel(panel: Json): Json {
  switch (textAt(panel, 'type')) {
    case 'graph':
      return graph(panel);
    case 'singlestat':
    case 'grafana-singlestat-panel':
      return singleStat(panel);
    case 'table-old':
      return oldTable(panel);
    case 'table':
      return isObject(own(panel, 'fieldConfig')) || own(panel, 'styles') === undefined
        ? panel
        : oldTable(panel);
    case 'grafana-piechart-panel':
      return { ...panel, type: 'piechart', options: { pieType: textAt(panel, 'pieType') ?? 'pie' } };
    default:
      return panel;
  }
}

const GAPS: Readonly<Record<string, boolean>> = { connected: true };

function graph(panel: Json): Json {
  const legend = objectAt(panel, 'legend');
  const tooltip = objectAt(panel, 'tooltip');
  const [left = {}, right = {}] = objectsAt(panel, 'yaxes');
  const bars = flagAt(panel, 'bars') ?? false;
  const lines = flagAt(panel, 'lines') ?? true;
  const stacked = flagAt(panel, 'stack') ?? false;
  const custom = {
    drawStyle: bars ? 'bars' : lines ? 'line' : 'points',
    lineWidth: numberAt(panel, 'linewidth') ?? 1,
    lineInterpolation: flagAt(panel, 'steppedLine') ? 'stepAfter' : 'linear',
    fillOpacity: (bars ? 10 : (numberAt(panel, 'fill') ?? 1)) * 10,
    showPoints: flagAt(panel, 'points') ? 'always' : 'never',
    pointSize: numberAt(panel, 'pointradius') ?? 5,
    spanNulls: GAPS[textAt(panel, 'nullPointMode') ?? ''] ?? false,
    stacking: { mode: stacked ? (flagAt(panel, 'percentage') ? 'percent' : 'normal') : 'none', group: 'A' },
    axisLabel: textAt(left, 'label') ?? '',
    scaleDistribution: scaleOf(left),
    thresholdsStyle: { mode: objectsAt(panel, 'thresholds').length > 0 ? 'line' : 'off' },
  };
  return {
    ...panel,
    type: 'timeseries',
    fieldConfig: {
      defaults: {
        unit: textAt(left, 'format') ?? 'short',
        decimals: numberAt(panel, 'decimals') ?? numberAt(left, 'decimals') ?? undefined,
        min: numberAt(left, 'min') ?? undefined,
        max: numberAt(left, 'max') ?? undefined,
        thresholds: graphThresholds(objectsAt(panel, 'thresholds')),
        links: listAt(objectAt(panel, 'options'), 'dataLinks'),
        custom,
      },
      overrides: [...aliasColors(objectAt(panel, 'aliasColors')), ...seriesOverrides(panel, right)],
    },
    options: {
      legend: {
        showLegend: flagAt(legend, 'show') ?? true,
        displayMode: flagAt(legend, 'alignAsTable') ? 'table' : 'list',
        placement: flagAt(legend, 'rightSide') ? 'right' : 'bottom',
        calcs: flagAt(legend, 'values') === false ? [] : legendCalcs(legend),
        sortBy: textAt(legend, 'sort') ?? '',
        sortDesc: flagAt(legend, 'sortDesc') ?? true,
      },
      tooltip: {
        mode: (flagAt(tooltip, 'shared') ?? true) ? 'multi' : 'single',
        sort: ['none', 'asc', 'desc'][numberAt(tooltip, 'sort') ?? 0] ?? 'none',
      },
    },
  };
}

function scaleOf(axis: Json): Json {
  const base = numberAt(axis, 'logBase') ?? 1;
  return base === 1 ? { type: 'linear' } : { type: 'log', log: base };
}

const LEGEND_CALCS: readonly (readonly [flag: string, calc: string])[] = [
  ['min', 'min'],
  ['max', 'max'],
  ['avg', 'mean'],
  ['current', 'lastNotNull'],
  ['total', 'sum'],
];

function legendCalcs(legend: Json): string[] {
  return LEGEND_CALCS.flatMap(([flag, calc]) => (flagAt(legend, flag) ? [calc] : []));
}

const COLORS: Readonly<Record<string, string>> = { critical: 'red', warning: 'orange', ok: 'green' };

function graphThresholds(thresholds: readonly Json[]): Json | undefined {
  const steps = thresholds.flatMap((threshold) => {
    const value = numberAt(threshold, 'value');
    if (value === null) return [];
    const named = COLORS[textAt(threshold, 'colorMode') ?? ''];
    const color = named ?? textAt(threshold, 'lineColor') ?? textAt(threshold, 'fillColor') ?? 'red';
    return [{ value, color }];
  });
  return steps.length === 0
    ? undefined
    : { mode: 'absolute', steps: [{ value: null, color: 'transparent' }, ...steps] };
}

function aliasColors(colors: Json): Json[] {
  return Object.entries(colors).flatMap(([name, color]) =>
    typeof color === 'string'
      ? [
          {
            matcher: { id: 'byName', options: name },
            properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
          },
        ]
      : [],
  );
}

function seriesOverrides(panel: Json, right: Json): Json[] {
  return objectsAt(panel, 'seriesOverrides').flatMap((series) => {
    const alias = textAt(series, 'alias');
    if (alias === null) return [];
    const properties = seriesProperties(series, right);
    const isPattern = /^\/.*\/[gimsuy]*$/.test(alias);
    return properties.length === 0
      ? []
      : [{ matcher: { id: isPattern ? 'byRegexp' : 'byName', options: alias }, properties }];
  });
}

function seriesProperties(series: Json, right: Json): Json[] {
  const properties: Json[] = [];
  const set = (id: string, value: unknown) => properties.push({ id, value });
  const width = numberAt(series, 'linewidth');
  const fill = numberAt(series, 'fill');
  const color = textAt(series, 'color');
  if (width !== null) set('custom.lineWidth', width);
  if (fill !== null) set('custom.fillOpacity', fill * 10);
  if (flagAt(series, 'bars') === true) set('custom.drawStyle', 'bars');
  if (flagAt(series, 'lines') === false && flagAt(series, 'points') === true)
    set('custom.drawStyle', 'points');
  if (flagAt(series, 'dashes') === true) set('custom.lineStyle', { fill: 'dash' });
  if (textAt(series, 'transform') === 'negative-Y') set('custom.transform', 'negative-Y');
  if (flagAt(series, 'legend') === false)
    set('custom.hideFrom', { legend: true, tooltip: false, viz: false });
  if (own(series, 'stack') === false) set('custom.stacking', { mode: 'none', group: 'A' });
  if (color !== null) set('color', { mode: 'fixed', fixedColor: color });
  if (numberAt(series, 'yaxis') === 2) {
    set('custom.axisPlacement', 'right');
    set('unit', textAt(right, 'format') ?? 'short');
    for (const end of ['min', 'max']) if (numberAt(right, end) !== null) set(end, numberAt(right, end));
  }
  return properties;
}

function singleStat(panel: Json): Json {
  const gauge = objectAt(panel, 'gauge');
  const isGauge = flagAt(gauge, 'show') ?? false;
  const steps = (textAt(panel, 'thresholds') ?? '')
    .split(',')
    .map((text) => Number(text.trim() || Number.NaN));
  const colors = textsAt(panel, 'colors');
  const thresholds = {
    mode: 'absolute',
    steps: [
      { value: null, color: colors[0] ?? 'green' },
      ...steps.flatMap((value, at) =>
        Number.isNaN(value) ? [] : [{ value, color: colors[at + 1] ?? 'red' }],
      ),
    ],
  };
  const background = flagAt(panel, 'colorBackground') ?? false;
  const coloured = background || (flagAt(panel, 'colorValue') ?? false) || isGauge;
  const prefix = (textAt(panel, 'prefix') ?? '').trim();
  const postfix = (textAt(panel, 'postfix') ?? '').trim();
  return {
    ...panel,
    type: isGauge ? 'gauge' : 'stat',
    fieldConfig: {
      defaults: {
        unit: isPlain(panel) && postfix !== '' ? `suffix:${postfix}` : (textAt(panel, 'format') ?? 'none'),
        decimals: numberAt(panel, 'decimals') ?? undefined,
        min: isGauge ? (numberAt(gauge, 'minValue') ?? 0) : undefined,
        max: isGauge ? (numberAt(gauge, 'maxValue') ?? 100) : undefined,
        thresholds: coloured ? thresholds : undefined,
        color: coloured ? { mode: 'thresholds' } : { mode: 'fixed', fixedColor: 'text' },
        displayName: prefix === '' ? undefined : prefix,
        mappings: valueMaps(panel),
        noValue: textAt(panel, 'nullText') ?? undefined,
      },
      overrides: [],
    },
    options: {
      reduceOptions: { calcs: [textAt(panel, 'valueName') ?? 'avg'] },
      colorMode: background ? 'background' : coloured ? 'value' : 'none',
      textMode: prefix === '' ? 'auto' : 'value_and_name',
      graphMode: (flagAt(objectAt(panel, 'sparkline'), 'show') ?? false) ? 'area' : 'none',
      showThresholdMarkers: flagAt(gauge, 'thresholdMarkers') ?? true,
      showThresholdLabels: flagAt(gauge, 'thresholdLabels') ?? false,
    },
  };
}

/** `mappingType` 1: values to texts, 2: ranges. */
function valueMaps(panel: Json): Json[] {
  if (numberAt(panel, 'mappingType') === 2) {
    return objectsAt(panel, 'rangeMaps').map((map) => ({
      type: 2,
      from: own(map, 'from'),
      to: own(map, 'to'),
      text: own(map, 'text'),
    }));
  }
  return objectsAt(panel, 'valueMaps').map((map) => ({
    type: 1,
    value: own(map, 'value'),
    text: own(map, 'text'),
  }));
}

/** Styles are by name or pattern; each becomes an override. */
function oldTable(panel: Json): Json {
  const overrides = objectsAt(panel, 'styles').flatMap((style) => {
    const pattern = textAt(style, 'pattern') ?? '';
    const properties = styleProperties(style);
    if (pattern === '' || properties.length === 0) return [];
    const matcher = /^\/.*\/[gimsuy]*$/.test(pattern)
      ? { id: 'byRegexp', options: pattern }
      : { id: 'byName', options: pattern };
    return [{ matcher, properties }];
  });
  const sort = objectAt(panel, 'sort');
  const column = textAt(sort, 'col');
  return {
    ...panel,
    type: 'table',
    targets: objectsAt(panel, 'targets').map((target) => ({
      ...target,
      format:
        textAt(panel, 'transform') === 'timeseries_to_columns' ? 'time_series' : textAt(target, 'format'),
    })),
    transformations: [...objectsAt(panel, 'transformations'), ...tableTransformation(panel)],
    fieldConfig: { defaults: { custom: {} }, overrides },
    options: {
      showHeader: flagAt(panel, 'showHeader') ?? true,
      sortBy:
        column === null || numberAt(sort, 'col') !== null
          ? []
          : [{ displayName: column, desc: flagAt(sort, 'desc') ?? false }],
    },
  };
}

function tableTransformation(panel: Json): Json[] {
  switch (textAt(panel, 'transform')) {
    case 'timeseries_to_columns':
      return [{ id: 'joinByField', options: {} }];
    case 'timeseries_aggregations': {
      const calcs = objectsAt(panel, 'columns').map((column) => textAt(column, 'value') ?? 'avg');
      return [
        {
          id: 'reduce',
          options: {
            reducers: calcs.map((calc) =>
              calc === 'avg' ? 'mean' : calc === 'current' ? 'lastNotNull' : calc === 'total' ? 'sum' : calc,
            ),
          },
        },
      ];
    }
    case 'table':
      return objectsAt(panel, 'targets').length > 1 ? [{ id: 'merge', options: {} }] : [];
    default:
      return [];
  }
}

function styleProperties(style: Json): Json[] {
  const properties: Json[] = [];
  const set = (id: string, value: unknown) => properties.push({ id, value });
  const alias = textAt(style, 'alias') ?? '';
  if (textAt(style, 'type') === 'hidden') return [{ id: 'custom.hidden', value: true }];
  if (alias !== '') set('displayName', alias);
  if (textAt(style, 'type') === 'date') set('unit', 'time: YYYY-MM-DD HH:mm:ss');
  const unit = textAt(style, 'unit');
  if (textAt(style, 'type') === 'number' && unit !== null) set('unit', unit);
  const decimals = numberAt(style, 'decimals');
  if (decimals !== null) set('decimals', decimals);
  const align = textAt(style, 'align');
  if (align !== null && align !== '') set('custom.align', align);
  const mode = textAt(style, 'colorMode');
  if (mode === 'cell' || mode === 'row' || mode === 'value') {
    set('custom.cellOptions', { type: mode === 'value' ? 'color-text' : 'color-background' });
    set('thresholds', styleThresholds(style));
  }
  if (flagAt(style, 'link') === true) {
    const url = textAt(style, 'linkUrl') ?? '';
    set('links', [
      {
        title: textAt(style, 'linkTooltip') ?? '',
        url: url.replaceAll('\x24{__cell}', '\x24{__value.raw}'),
        targetBlank: flagAt(style, 'linkTargetBlank') ?? false,
      },
    ]);
  }
  return properties;
}

function styleThresholds(style: Json): Json {
  const colors = textsAt(style, 'colors');
  const values = textsAt(style, 'thresholds').map(Number);
  return {
    mode: 'absolute',
    steps: [
      { value: null, color: colors[0] ?? 'green' },
      ...values.flatMap((value, at) =>
        Number.isNaN(value) ? [] : [{ value, color: colors[at + 1] ?? 'red' }],
      ),
    ],
  };
}
