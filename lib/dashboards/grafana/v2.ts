/**
 * The V2 resource (elements and a layout of grids, rows, tabs) in the shape of the classic JSON, so that there is one
 * reader for what is in a panel. Written from the documented kinds; beta forms that differ in a name are read as well.
 */
import { flagAt, type Json, numberAt, objectAt, objectsAt, own, textAt } from './loose';
import type { ImportReport } from './report';

export function classicFromV2(spec: Json, metadata: Json, report: ImportReport): Json {
  const time = objectAt(spec, 'timeSettings');
  return {
    uid: textAt(metadata, 'name'),
    title: own(spec, 'title'),
    description: own(spec, 'description'),
    tags: own(spec, 'tags'),
    links: own(spec, 'links'),
    time: { from: textAt(time, 'from') ?? 'now-6h', to: textAt(time, 'to') ?? 'now' },
    timezone: textAt(time, 'timezone'),
    refresh: textAt(time, 'autoRefresh'),
    graphTooltip: ['Off', 'Crosshair', 'Tooltip'].indexOf(textAt(spec, 'cursorSync') ?? 'Off'),
    templating: { list: objectsAt(spec, 'variables').map(variableOf) },
    annotations: { list: objectsAt(spec, 'annotations').map(annotationOf) },
    panels: layoutPanels(objectAt(spec, 'layout'), objectAt(spec, 'elements'), report),
  };
}

const VARIABLE_TYPES: Readonly<Record<string, string>> = {
  QueryVariable: 'query',
  CustomVariable: 'custom',
  IntervalVariable: 'interval',
  ConstantVariable: 'constant',
  TextVariable: 'textbox',
  DatasourceVariable: 'datasource',
  AdhocVariable: 'adhoc',
  GroupByVariable: 'groupby',
};

const HIDE = ['dontHide', 'hideLabel', 'hideVariable'];
const REFRESH = ['never', 'onDashboardLoad', 'onTimeRangeChanged'];
const SORT = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
  'naturalAsc',
  'naturalDesc',
];

function variableOf(variable: Json): Json {
  const spec = objectAt(variable, 'spec');
  const kind = textAt(variable, 'kind') ?? '';
  const query = objectAt(spec, 'query');
  const isQuery = kind === 'QueryVariable';
  return {
    ...spec,
    type: VARIABLE_TYPES[kind] ?? kind,
    hide: Math.max(0, HIDE.indexOf(textAt(spec, 'hide') ?? '')),
    refresh: Math.max(0, REFRESH.indexOf(textAt(spec, 'refresh') ?? '')),
    sort: Math.max(0, SORT.indexOf(textAt(spec, 'sort') ?? '')),
    query: isQuery
      ? { query: textAt(objectAt(query, 'spec'), 'query') ?? textAt(spec, 'definition') ?? '' }
      : (own(spec, 'query') ?? own(spec, 'pluginId')),
    datasource: isQuery ? dataSourceOf(query) : undefined,
  };
}

/** `group` in today's form, `kind` in the first one. */
function dataSourceOf(query: Json): Json {
  const kind = textAt(query, 'kind');
  const type = textAt(query, 'group') ?? (kind === 'DataQuery' ? null : kind);
  return { type: type ?? 'prometheus', uid: textAt(objectAt(query, 'datasource'), 'name') ?? '' };
}

function annotationOf(annotation: Json): Json {
  const spec = objectAt(annotation, 'spec');
  const query = objectAt(spec, 'query');
  return {
    ...objectAt(spec, 'legacyOptions'),
    ...spec,
    datasource: dataSourceOf(query),
    target: objectAt(query, 'spec'),
  };
}

interface Cursor {
  y: number;
}

function layoutPanels(layout: Json, elements: Json, report: ImportReport): Json[] {
  return inLayout(layout, elements, report, { y: 0 }, 0);
}

/** Layouts within layouts deeper than this are no dashboard. */
const DEEPEST = 8;

function inLayout(layout: Json, elements: Json, report: ImportReport, cursor: Cursor, depth: number): Json[] {
  const spec = objectAt(layout, 'spec');
  if (depth > DEEPEST) {
    report.lost('dashboard', `Layouts are nested deeper than ${DEEPEST} times; what is below is left out.`);
    return [];
  }
  switch (textAt(layout, 'kind')) {
    case 'GridLayout':
      return grid(spec, elements, report, cursor);
    case 'AutoGridLayout':
    case 'ResponsiveGridLayout':
      return autoGrid(spec, elements, report, cursor);
    case 'RowsLayout':
      return groups(objectsAt(spec, 'rows'), elements, report, cursor, depth);
    case 'TabsLayout':
      report.changed('dashboard', 'Its tabs are shown as sections below each other.');
      return groups(objectsAt(spec, 'tabs'), elements, report, cursor, depth);
    default:
      report.lost(
        'dashboard',
        `The layout "${textAt(layout, 'kind') ?? ''}" is not known; its panels are left out.`,
      );
      return [];
  }
}

function groups(
  list: readonly Json[],
  elements: Json,
  report: ImportReport,
  cursor: Cursor,
  depth: number,
): Json[] {
  return list.flatMap((group) => {
    const spec = objectAt(group, 'spec');
    const row = {
      type: 'row',
      title: textAt(spec, 'title') ?? '',
      collapsed: flagAt(spec, 'collapse') ?? flagAt(spec, 'collapsed') ?? false,
      repeat: textAt(objectAt(spec, 'repeat'), 'value') ?? undefined,
      gridPos: { x: 0, y: cursor.y, w: 24, h: 1 },
      panels: [],
    };
    cursor.y += 1;
    return [row, ...inLayout(objectAt(spec, 'layout'), elements, report, cursor, depth + 1)];
  });
}

function grid(spec: Json, elements: Json, report: ImportReport, cursor: Cursor): Json[] {
  const start = cursor.y;
  return objectsAt(spec, 'items').flatMap((item) => {
    const at = objectAt(item, 'spec');
    // In the first form a grid held its rows itself.
    if (textAt(item, 'kind') === 'GridLayoutRow') return gridRow(at, elements, report, cursor);
    const y = start + (numberAt(at, 'y') ?? 0);
    const h = numberAt(at, 'height') ?? 8;
    cursor.y = Math.max(cursor.y, y + h);
    const gridPos = { x: numberAt(at, 'x') ?? 0, y, w: numberAt(at, 'width') ?? 12, h };
    return elementOf(at, elements, report, gridPos);
  });
}

function gridRow(spec: Json, elements: Json, report: ImportReport, cursor: Cursor): Json[] {
  const row = {
    type: 'row',
    title: textAt(spec, 'title') ?? '',
    collapsed: flagAt(spec, 'collapsed') ?? false,
  };
  const gridPos = { x: 0, y: cursor.y, w: 24, h: 1 };
  cursor.y += 1;
  return [
    { ...row, gridPos, panels: [] },
    ...grid({ items: own(spec, 'elements') }, elements, report, cursor),
  ];
}

/** As many columns as it may have; heights by its mode. */
function autoGrid(spec: Json, elements: Json, report: ImportReport, cursor: Cursor): Json[] {
  const columns = Math.min(24, Math.max(1, Math.round(numberAt(spec, 'maxColumnCount') ?? 3)));
  const h = { short: 5, standard: 9, tall: 14 }[textAt(spec, 'rowHeightMode') ?? 'standard'] ?? 9;
  const w = Math.floor(24 / columns);
  const start = cursor.y;
  return objectsAt(spec, 'items').flatMap((item, at) => {
    const y = start + Math.floor(at / columns) * h;
    cursor.y = Math.max(cursor.y, y + h);
    return elementOf(objectAt(item, 'spec'), elements, report, { x: (at % columns) * w, y, w, h });
  });
}

function elementOf(item: Json, elements: Json, report: ImportReport, gridPos: Json): Json[] {
  const name = textAt(objectAt(item, 'element'), 'name') ?? '';
  const element = objectAt(elements, name);
  const spec = objectAt(element, 'spec');
  const repeat = objectAt(item, 'repeat');
  const repeated = {
    repeat: textAt(repeat, 'value') ?? undefined,
    repeatDirection: textAt(repeat, 'direction') ?? undefined,
    maxPerRow: numberAt(repeat, 'maxPerRow') ?? undefined,
  };
  if (textAt(element, 'kind') === 'LibraryPanel') {
    return [
      {
        id: own(spec, 'id'),
        title: own(spec, 'title'),
        libraryPanel: own(spec, 'libraryPanel'),
        gridPos,
        ...repeated,
      },
    ];
  }
  if (textAt(element, 'kind') === 'Panel') return [{ ...panelOf(spec), gridPos, ...repeated }];
  report.lost('dashboard', `The layout names the element "${name}", which is not there.`);
  return [];
}

function panelOf(spec: Json): Json {
  const data = objectAt(objectAt(spec, 'data'), 'spec');
  const options = objectAt(data, 'queryOptions');
  const viz = objectAt(spec, 'vizConfig');
  const vizSpec = objectAt(viz, 'spec');
  const kind = textAt(viz, 'kind');
  return {
    id: own(spec, 'id'),
    title: own(spec, 'title'),
    description: own(spec, 'description'),
    links: own(spec, 'links'),
    transparent: own(spec, 'transparent'),
    type: textAt(viz, 'group') ?? (kind === 'VizConfig' ? '' : kind),
    options: own(vizSpec, 'options'),
    fieldConfig: own(vizSpec, 'fieldConfig'),
    interval: own(options, 'interval'),
    maxDataPoints: own(options, 'maxDataPoints'),
    timeFrom: own(options, 'timeFrom'),
    timeShift: own(options, 'timeShift'),
    targets: objectsAt(data, 'queries').map(queryOf),
    transformations: objectsAt(data, 'transformations').map((transformation) => {
      const inner = objectAt(transformation, 'spec');
      return {
        id: textAt(inner, 'id') ?? textAt(transformation, 'group') ?? textAt(transformation, 'kind'),
        ...inner,
      };
    }),
  };
}

function queryOf(panelQuery: Json): Json {
  const spec = objectAt(panelQuery, 'spec');
  const query = objectAt(spec, 'query');
  return {
    ...objectAt(query, 'spec'),
    refId: own(spec, 'refId'),
    hide: own(spec, 'hidden'),
    datasource: { ...dataSourceOf(query), ...objectAt(spec, 'datasource') },
  };
}
