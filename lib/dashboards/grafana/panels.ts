/** One panel of Grafana's into ours, by its type. */
import { z } from 'zod';
import { calculationId } from '@/lib/dashboards/frames/calculations';
import { type Panel, panelSchema } from '@/lib/dashboards/model/panel';
import { type FieldContext, importFieldConfig } from './field-options';
import { noteLegacy } from './legacy-notes';
import { modernPanel } from './legacy-panels';
import { importLinks } from './links';
import {
  bounded,
  defined,
  flagAt,
  type Json,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  wordAt,
} from './loose';
import { isMadeOfTraces, nodeGraphOptions, trafficGraph } from './node-graph';
import type { ImportReport } from './report';
import { importTargets } from './targets';
import { importTransformations } from './transformations';

export interface PanelContext {
  readonly report: ImportReport;
  readonly id: number;
  /** Where it stands; its height and width in grid units. */
  readonly place: Panel['place'];
}

/** What cannot be shown becomes a panel of type `unsupported` with its queries; nothing is dropped. */
export function importPanel(original: Json, { report, id, place }: PanelContext): Panel {
  const panel = modernPanel(original);
  const type = textAt(panel, 'type') ?? '';
  const title = textAt(panel, 'title') ?? '';
  const context: FieldContext = { report, where: title === '' ? `panel ${id}` : title, panelId: id };
  const common = { ...baseOf(panel), id, place, title };
  const parsed = panelSchema.safeParse({ ...common, ...byType(type, panel, context) });
  if (parsed.success && parsed.data.type !== 'unsupported') {
    noteLegacy(original, report, context.where, id);
    const was = textAt(original, 'type') ?? '';
    if (was !== type) report.changed(context.where, `The panel "${was}" is shown as "${type}".`, id);
    return parsed.data;
  }
  const why = parsed.success
    ? `There is no panel "${type}" here; its queries are shown instead.`
    : `The panel could not be read (${z.prettifyError(parsed.error).split('\n', 1)[0]}); its queries are shown instead.`;
  report.lost(context.where, why, id);
  return panelSchema.parse({
    ...common,
    type: 'unsupported',
    originalType: type.slice(0, 200),
    original,
    targets: importTargets(panel, context),
  });
}

function baseOf(panel: Json) {
  const repeat = textAt(panel, 'repeat') ?? '';
  return {
    description: (textAt(panel, 'description') ?? '').slice(0, 10_000),
    transparent: flagAt(panel, 'transparent') ?? false,
    links: importLinks(listAt(panel, 'links')) ?? [],
    repeat: /^\w+$/.test(repeat)
      ? {
          variable: repeat,
          direction: wordAt(panel, 'repeatDirection', ['h', 'v']) ?? 'h',
          maxPerRow: bounded(numberAt(panel, 'maxPerRow'), 1, 24) ?? 4,
        }
      : null,
  };
}

function askingOf(panel: Json, context: FieldContext) {
  return {
    targets: importTargets(panel, context),
    transformations: importTransformations(panel, context),
    field: importFieldConfig(panel, context),
    minInterval: textAt(panel, 'interval') || null,
    maxDataPoints: bounded(numberAt(panel, 'maxDataPoints'), 1, 11_000) ?? null,
    timeFrom: textAt(panel, 'timeFrom') || null,
    timeShift: textAt(panel, 'timeShift') || null,
  };
}

function byType(type: string, panel: Json, context: FieldContext): Json {
  const options = objectAt(panel, 'options');
  switch (type) {
    case 'timeseries':
    case 'trend':
    case 'barchart':
      return {
        type: 'timeseries',
        ...askingOf(panel, context),
        legend: legendOf(options),
        tooltip: tooltipOf(options),
      };
    case 'stat':
      return {
        type,
        ...askingOf(panel, context),
        reduce: reduceOf(options),
        colorMode: statColor(textAt(options, 'colorMode')),
        graph: wordAt(options, 'graphMode', ['none', 'area']) ?? 'area',
        textMode: wordAt(options, 'textMode', ['auto', 'value', 'value_and_name', 'name', 'none']) ?? 'auto',
        orientation: orientationOf(options),
      };
    case 'gauge':
      return {
        type,
        ...askingOf(panel, context),
        reduce: reduceOf(options),
        thresholdMarkers: flagAt(options, 'showThresholdMarkers') ?? true,
        thresholdLabels: flagAt(options, 'showThresholdLabels') ?? false,
        orientation: orientationOf(options),
      };
    case 'bargauge':
      return {
        type,
        ...askingOf(panel, context),
        reduce: reduceOf(options),
        display: wordAt(options, 'displayMode', ['basic', 'gradient', 'lcd']) ?? 'gradient',
        showUnfilled: flagAt(options, 'showUnfilled') ?? true,
        orientation: orientationOf(options),
      };
    case 'table':
      return { type, ...askingOf(panel, context), ...tableOf(options) };
    case 'heatmap':
      return { type, ...bucketsOf(askingOf(panel, context), panel, options), ...heatmapOf(panel, options) };
    case 'text':
      return meshPanelOf(objectAt(options, 'periplus')) ?? { type, ...textOf(panel, options) };
    case 'piechart':
      return {
        type,
        ...askingOf(panel, context),
        reduce: reduceOf(options),
        shape: wordAt(options, 'pieType', ['pie', 'donut']) ?? 'pie',
        labels: textsAt(options, 'displayLabels').filter((label) =>
          ['name', 'value', 'percent'].includes(label),
        ),
        legend: legendOf(options),
      };
    case 'state-timeline':
    case 'status-history':
      return {
        type: 'statetimeline',
        ...askingOf(panel, context),
        mergeEqual: type === 'state-timeline' && (flagAt(options, 'mergeValues') ?? true),
        showValue: wordAt(options, 'showValue', ['auto', 'always', 'never']) ?? 'auto',
        rowHeight: bounded(numberAt(options, 'rowHeight'), 0, 1) ?? 0.9,
        legend: legendOf(options),
        tooltip: tooltipOf(options),
      };
    case 'nodeGraph':
      if (isMadeOfTraces(panel)) return trafficGraph(context);
      return { type: 'nodegraph', ...askingOf(panel, context), ...nodeGraphOptions(options) };
    case 'alertlist':
      return { type, ...alertsOf(panel, options) };
    default:
      return { type: 'unsupported', originalType: type.slice(0, 200), original: null, targets: [] };
  }
}

function legendOf(options: Json) {
  const legend = objectAt(options, 'legend');
  const mode = textAt(legend, 'displayMode');
  return defined({
    show: mode === 'hidden' ? false : (flagAt(legend, 'showLegend') ?? true),
    display: mode === 'table' ? ('table' as const) : ('list' as const),
    placement: wordAt(legend, 'placement', ['bottom', 'right']) ?? ('bottom' as const),
    calcs: textsAt(legend, 'calcs').map(calculationId),
    sortBy: (textAt(legend, 'sortBy') ?? '').slice(0, 64),
    sortDesc: flagAt(legend, 'sortDesc') ?? true,
  });
}

function tooltipOf(options: Json) {
  const tooltip = objectAt(options, 'tooltip');
  const mode = textAt(tooltip, 'mode');
  return {
    mode: mode === 'multi' ? 'all' : mode === 'none' ? 'none' : mode === 'single' ? 'single' : 'all',
    sort: wordAt(tooltip, 'sort', ['none', 'asc', 'desc']) ?? 'none',
  };
}

function reduceOf(options: Json) {
  const reduce = objectAt(options, 'reduceOptions');
  return {
    calc: calculationId(textsAt(reduce, 'calcs')[0] ?? 'lastNotNull'),
    rows: flagAt(reduce, 'values') ?? false,
    limit: bounded(numberAt(reduce, 'limit'), 1, 1000) ?? 25,
    fields: (textAt(reduce, 'fields') ?? '').slice(0, 500),
  };
}

function statColor(mode: string | null): string {
  if (mode === null) return 'value';
  return mode.startsWith('background') ? 'background' : mode === 'none' ? 'none' : 'value';
}

function orientationOf(options: Json): string {
  return wordAt(options, 'orientation', ['auto', 'horizontal', 'vertical']) ?? 'auto';
}

function tableOf(options: Json) {
  const footer = objectAt(options, 'footer');
  return {
    showHeader: flagAt(options, 'showHeader') ?? true,
    sortBy: objectsAt(options, 'sortBy').flatMap((sort) => {
      const field = textAt(sort, 'displayName');
      return field === null ? [] : [{ field, desc: flagAt(sort, 'desc') ?? false }];
    }),
    footer:
      flagAt(footer, 'show') === true
        ? { calc: calculationId(textsAt(footer, 'reducer')[0] ?? 'sum'), fields: textsAt(footer, 'fields') }
        : null,
  };
}

/** The unit of the bounds stands at the axis, not at the fields. */
function bucketsOf(asking: ReturnType<typeof askingOf>, panel: Json, options: Json) {
  const unit = textAt(objectAt(options, 'yAxis'), 'unit') ?? textAt(objectAt(panel, 'yAxis'), 'format') ?? '';
  const { field } = asking;
  return unit === '' ? asking : { ...asking, field: { ...field, defaults: { ...field.defaults, unit } } };
}

/** Both the former panel (options beside `type`) and today's. */
function heatmapOf(panel: Json, options: Json) {
  const color = objectAt(options, 'color');
  const former = objectAt(panel, 'color');
  const scale = textAt(color, 'scale') ?? textAt(former, 'colorScale');
  const calculates = flagAt(options, 'calculate') ?? textAt(panel, 'dataFormat') === 'timeseries';
  const scheme =
    textAt(color, 'scheme') ?? (textAt(former, 'colorScheme') ?? 'Oranges').replace('interpolate', '');
  return {
    calculate: calculates,
    scheme: scheme.slice(0, 32),
    scale: scale === 'linear' ? 'linear' : 'exponential',
    reverse: flagAt(color, 'reverse') ?? false,
  };
}

/** A graph or a list of traces that this console has exported as a text. */
function meshPanelOf(kept: Json) {
  const text = (name: string, most: number) => (textAt(kept, name) ?? '').slice(0, most);
  switch (textAt(kept, 'type')) {
    case 'servicegraph':
      return {
        type: 'servicegraph' as const,
        namespaces: text('namespaces', 500),
        focus: text('focus', 500),
      };
    case 'traces':
      return {
        type: 'traces' as const,
        service: text('service', 500),
        expression: text('expression', 4000),
        limit: Math.min(100, Math.max(1, Math.round(numberAt(kept, 'limit') ?? 20))),
      };
    default:
      return null;
  }
}

function textOf(panel: Json, options: Json) {
  const mode = textAt(options, 'mode') ?? textAt(panel, 'mode') ?? 'markdown';
  return {
    mode: mode === 'html' || mode === 'code' ? mode : 'markdown',
    content: (textAt(options, 'content') ?? textAt(panel, 'content') ?? '').slice(0, 200_000),
  };
}

function alertsOf(panel: Json, options: Json) {
  const filter = objectAt(options, 'stateFilter');
  const all = [
    ['firing', flagAt(filter, 'firing') ?? true],
    ['pending', flagAt(filter, 'pending') ?? true],
    ['inactive', flagAt(filter, 'inactive') ?? flagAt(filter, 'normal') ?? false],
  ] as const;
  return {
    states: all.flatMap(([state, wanted]) => (wanted ? [state] : [])),
    name: (textAt(options, 'alertName') ?? '').slice(0, 500),
    labels: (textAt(options, 'alertInstanceLabelFilter') ?? '').slice(0, 1000),
    limit: bounded(numberAt(options, 'maxItems') ?? numberAt(panel, 'limit'), 1, 500) ?? 20,
  };
}
