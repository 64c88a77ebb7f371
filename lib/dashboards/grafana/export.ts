/** A dashboard of ours in Grafana's classic form. Reading it again gives the same dashboard; see the test. */
import type { Dashboard, Section } from '@/lib/dashboards/model/dashboard';
import { asksQueries, type Panel } from '@/lib/dashboards/model/panel';
import type { Target } from '@/lib/dashboards/model/target';
import { exportFieldConfig } from './export-fields';
import { exportTransformation } from './export-transformations';
import { exportVariable } from './export-variables';
import { exportDashboardLink, exportLink } from './links';
import { defined, isObject, type Json } from './loose';
import { type ImportNote, ImportReport } from './report';

/** Of the schema whose panels this is: before transformations of field names changed. */
const SCHEMA_VERSION = 39;

export interface ExportedDashboard {
  readonly json: Json;
  /** What Grafana has no form for. */
  readonly notes: readonly ImportNote[];
}

export function exportDashboard(dashboard: Dashboard): ExportedDashboard {
  const report = new ImportReport();
  const json = {
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: dashboard.tags,
    schemaVersion: SCHEMA_VERSION,
    version: 1,
    editable: true,
    graphTooltip: { off: 0, line: 1, tooltip: 2 }[dashboard.cursor],
    time: dashboard.time,
    timezone: dashboard.timeZone,
    refresh: dashboard.refresh ?? '',
    links: dashboard.links.map(exportDashboardLink),
    templating: { list: dashboard.variables.map(exportVariable) },
    annotations: {
      list: dashboard.annotations.flatMap((annotation) => exportAnnotation(annotation, report)),
    },
    panels: exportSections(dashboard.sections, report),
  };
  return { json, notes: report.notes };
}

function exportAnnotation(annotation: Dashboard['annotations'][number], report: ImportReport): Json[] {
  const { name, enabled, hidden, color, source } = annotation;
  if (source.kind !== 'query') {
    report.lost(`annotation ${name}`, 'Its marks come from this console; Grafana has no source for them.');
    return [];
  }
  return [
    defined({
      name,
      enable: enabled,
      hide: hidden,
      iconColor: color,
      expr: source.expr,
      titleFormat: source.title,
      textFormat: source.text,
      tagKeys: source.tagLabels.join(','),
      step: source.step ?? undefined,
      useValueForTime: source.valueIsTime,
      datasource: SOURCE,
    }),
  ];
}

const SOURCE = { type: 'prometheus', uid: '' };

/** Rows stand on their own line; what is below a collapsed one is nested in it. */
function exportSections(sections: readonly Section[], report: ImportReport): Json[] {
  let top = 0;
  let id = 1 + sections.flatMap(({ panels }) => panels).reduce((most, panel) => Math.max(most, panel.id), 0);
  return sections.flatMap((section) => {
    const rows: Json[] = [];
    const hasRow = section.title !== null;
    if (hasRow) top += 1;
    const start = top;
    const panels = section.panels.map((panel) => exportPanel(panel, start, report));
    top = section.panels.reduce((low, { place }) => Math.max(low, start + place.y + place.h), top);
    if (hasRow) {
      rows.push(
        defined({
          id: id++,
          type: 'row',
          title: section.title ?? '',
          collapsed: section.collapsed,
          repeat: section.repeat ?? undefined,
          gridPos: { x: 0, y: start - 1, w: 24, h: 1 },
          panels: section.collapsed ? panels : [],
        }),
      );
    }
    return section.collapsed && hasRow ? rows : [...rows, ...panels];
  });
}

function exportPanel(panel: Panel, top: number, report: ImportReport): Json {
  const { id, title, description, place, transparent, links, repeat } = panel;
  const common = defined({
    id,
    title,
    description,
    transparent,
    gridPos: { ...place, y: top + place.y },
    links: links.map(exportLink),
    repeat: repeat?.variable,
    repeatDirection: repeat?.direction,
    maxPerRow: repeat?.maxPerRow,
  });
  if (panel.type === 'unsupported') return { ...(isObject(panel.original) ? panel.original : {}), ...common };
  const asking = asksQueries(panel)
    ? defined({
        datasource: SOURCE,
        targets: panel.targets.map(exportTarget),
        transformations: panel.transformations.map(exportTransformation),
        fieldConfig: exportFieldConfig(panel.field),
        interval: panel.minInterval ?? undefined,
        maxDataPoints: panel.maxDataPoints ?? undefined,
        timeFrom: panel.timeFrom ?? undefined,
        timeShift: panel.timeShift ?? undefined,
      })
    : {};
  return { ...common, ...asking, ...ofType(panel, report) };
}

function exportTarget(target: Target): Json {
  return defined({
    refId: target.refId,
    expr: target.expr,
    legendFormat: target.legend,
    format: target.format,
    instant: target.mode !== 'range',
    range: target.mode !== 'instant',
    interval: target.minStep ?? undefined,
    intervalFactor: target.stepFactor,
    exemplar: target.exemplars,
    hide: target.hidden,
    datasource: target.source === null ? undefined : target.source,
  });
}

function reduceOptions({
  calc,
  rows,
  limit,
  fields,
}: {
  calc: string;
  rows: boolean;
  limit: number;
  fields: string;
}): Json {
  return { calcs: [calc], values: rows, limit, fields };
}

function ofType(panel: Exclude<Panel, { type: 'unsupported' }>, report: ImportReport): Json {
  switch (panel.type) {
    case 'timeseries':
      return {
        type: 'timeseries',
        options: { legend: legendOf(panel.legend), tooltip: tooltipOf(panel.tooltip) },
      };
    case 'stat': {
      const { colorMode, graph, textMode, orientation } = panel;
      return {
        type: 'stat',
        options: {
          reduceOptions: reduceOptions(panel.reduce),
          colorMode,
          graphMode: graph,
          textMode,
          orientation,
        },
      };
    }
    case 'gauge':
      return {
        type: 'gauge',
        options: {
          reduceOptions: reduceOptions(panel.reduce),
          showThresholdMarkers: panel.thresholdMarkers,
          showThresholdLabels: panel.thresholdLabels,
          orientation: panel.orientation,
        },
      };
    case 'bargauge':
      return {
        type: 'bargauge',
        options: {
          reduceOptions: reduceOptions(panel.reduce),
          displayMode: panel.display,
          showUnfilled: panel.showUnfilled,
          orientation: panel.orientation,
        },
      };
    case 'table':
      return {
        type: 'table',
        options: {
          showHeader: panel.showHeader,
          sortBy: panel.sortBy.map(({ field, desc }) => ({ displayName: field, desc })),
          footer:
            panel.footer === null
              ? { show: false }
              : { show: true, reducer: [panel.footer.calc], fields: panel.footer.fields },
        },
      };
    case 'heatmap':
      return {
        type: 'heatmap',
        options: {
          calculate: panel.calculate,
          yAxis: { unit: panel.field.defaults.unit ?? '' },
          color: {
            scheme: panel.scheme,
            scale: panel.scale === 'linear' ? 'linear' : 'exponential',
            reverse: panel.reverse,
          },
        },
      };
    case 'text':
      return { type: 'text', options: { mode: panel.mode, content: panel.content } };
    case 'piechart':
      return {
        type: 'piechart',
        options: {
          reduceOptions: reduceOptions(panel.reduce),
          pieType: panel.shape,
          displayLabels: panel.labels,
          legend: legendOf(panel.legend),
        },
      };
    case 'statetimeline':
      return {
        type: panel.mergeEqual ? 'state-timeline' : 'status-history',
        options: {
          mergeValues: panel.mergeEqual,
          showValue: panel.showValue,
          rowHeight: panel.rowHeight,
          legend: legendOf(panel.legend),
          tooltip: tooltipOf(panel.tooltip),
        },
      };
    case 'nodegraph': {
      const units = ({ main, secondary }: typeof panel.nodeUnits) => ({
        mainStatUnit: main,
        secondaryStatUnit: secondary,
      });
      return {
        type: 'nodeGraph',
        options: {
          nodes: { ...units(panel.nodeUnits), arcs: panel.arcs },
          edges: units(panel.edgeUnits),
        },
      };
    }
    case 'alertlist':
      return {
        type: 'alertlist',
        options: {
          stateFilter: {
            firing: panel.states.includes('firing'),
            pending: panel.states.includes('pending'),
            inactive: panel.states.includes('inactive'),
          },
          alertName: panel.name,
          alertInstanceLabelFilter: panel.labels,
          maxItems: panel.limit,
        },
      };
    case 'servicegraph':
    case 'traces':
      report.lost(
        panel.title || `panel ${panel.id}`,
        `Grafana has no panel "${panel.type}"; a text stands there.`,
        panel.id,
      );
      // Kept beside the text, where an import by this console finds it.
      return {
        type: 'text',
        options: { mode: 'markdown', content: `*${panel.type} of Periplus*`, periplus: meshPanelOf(panel) },
      };
  }
}

type MeshPanel = Extract<Panel, { type: 'servicegraph' | 'traces' }>;

function meshPanelOf(panel: MeshPanel): Json {
  return panel.type === 'servicegraph'
    ? { type: panel.type, namespaces: panel.namespaces, focus: panel.focus }
    : { type: panel.type, service: panel.service, expression: panel.expression, limit: panel.limit };
}

type Charted = Extract<Panel, { type: 'statetimeline' }>;

function legendOf({ show, display, placement, calcs, sortBy, sortDesc }: Charted['legend']): Json {
  return { showLegend: show, displayMode: display, placement, calcs, sortBy, sortDesc };
}

function tooltipOf({ mode, sort }: Charted['tooltip']): Json {
  return { mode: mode === 'all' ? 'multi' : mode, sort };
}
