/** The things on a dashboard. Common to all: place, queries, transformations, fields; the rest by type. */
import { z } from 'zod';
import { fieldConfigSchema } from './field';
import { linkSchema } from './link';
import { targetSchema } from './target';
import { transformationSchema } from './transformation';
import { variableNameSchema } from './variable';

/** Columns of the grid. A unit of height is 30 px and the gap 8 px. */
export const GRID_COLUMNS = 24;

/** Within the section that holds the panel, in grid units; `y` counts from the section's top. */
export const placeSchema = z.object({
  x: z
    .number()
    .int()
    .min(0)
    .max(GRID_COLUMNS - 1),
  y: z.number().int().min(0).max(10_000),
  w: z.number().int().min(1).max(GRID_COLUMNS),
  h: z.number().int().min(1).max(200),
});
export type Place = z.output<typeof placeSchema>;

/** A reduction of a series to a figure: see lib/dashboards/calculations. */
const calc = z.string().max(32);

/** What becomes a figure: each series reduced, or (`rows`) every row of a table. */
const reduceSchema = z.object({
  calc: calc.default('lastNotNull'),
  rows: z.boolean().default(false),
  /** At most so many rows. */
  limit: z.number().int().min(1).max(1000).default(25),
  /** Expression that picks fields by name; empty: numbers. */
  fields: z.string().max(500).default(''),
});

const legendSchema = z.object({
  show: z.boolean().default(true),
  display: z.enum(['list', 'table']).default('list'),
  placement: z.enum(['bottom', 'right']).default('bottom'),
  calcs: z.array(calc).max(20).default([]),
  sortBy: z.string().max(64).default(''),
  sortDesc: z.boolean().default(true),
});

const tooltipSchema = z.object({
  mode: z.enum(['single', 'all', 'none']).default('all'),
  sort: z.enum(['none', 'asc', 'desc']).default('desc'),
});

/** Units of `mainstat` and `secondarystat`; empty: of the fields. */
const statUnits = z
  .object({ main: z.string().max(64).default(''), secondary: z.string().max(64).default('') })
  .default({ main: '', secondary: '' });

const orientation = z.enum(['auto', 'horizontal', 'vertical']).default('auto');
const textMode = z.enum(['auto', 'value', 'value_and_name', 'name', 'none']).default('auto');

const base = {
  /** Unique within the dashboard. */
  id: z.number().int().min(1),
  title: z.string().max(500).default(''),
  /** Markdown. */
  description: z.string().max(10_000).default(''),
  place: placeSchema,
  transparent: z.boolean().default(false),
  links: z.array(linkSchema).max(50).default([]),
  /** One panel for each value of a variable. */
  repeat: z
    .object({
      variable: variableNameSchema,
      direction: z.enum(['h', 'v']).default('h'),
      maxPerRow: z.number().int().min(1).max(GRID_COLUMNS).default(4),
    })
    .nullable()
    .default(null),
};

const asking = {
  ...base,
  targets: z.array(targetSchema).max(100).default([]),
  transformations: z.array(transformationSchema).max(50).default([]),
  field: fieldConfigSchema.default({ defaults: {}, overrides: [] }),
  /** The least step, a duration or variable. */
  minInterval: z.string().max(64).nullable().default(null),
  maxDataPoints: z.number().int().min(1).max(11_000).nullable().default(null),
  /** A window of its own: `1h`, or `now/d`; null = the dashboard's. */
  timeFrom: z.string().max(64).nullable().default(null),
  /** Seen from so much earlier, `1d`. */
  timeShift: z.string().max(64).nullable().default(null),
};

export const panelSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('timeseries'),
    ...asking,
    legend: legendSchema.default(legendSchema.parse({})),
    tooltip: tooltipSchema.default(tooltipSchema.parse({})),
  }),
  z.object({
    type: z.literal('stat'),
    ...asking,
    reduce: reduceSchema.default(reduceSchema.parse({})),
    colorMode: z.enum(['none', 'value', 'background']).default('value'),
    graph: z.enum(['none', 'area']).default('area'),
    textMode,
    orientation,
  }),
  z.object({
    type: z.literal('gauge'),
    ...asking,
    reduce: reduceSchema.default(reduceSchema.parse({})),
    thresholdMarkers: z.boolean().default(true),
    thresholdLabels: z.boolean().default(false),
    orientation,
  }),
  z.object({
    type: z.literal('bargauge'),
    ...asking,
    reduce: reduceSchema.default(reduceSchema.parse({})),
    display: z.enum(['basic', 'gradient', 'lcd']).default('gradient'),
    showUnfilled: z.boolean().default(true),
    orientation,
  }),
  z.object({
    type: z.literal('table'),
    ...asking,
    showHeader: z.boolean().default(true),
    sortBy: z
      .array(z.object({ field: z.string(), desc: z.boolean().default(false) }))
      .max(10)
      .default([]),
    footer: z
      .object({ calc: calc.default('sum'), fields: z.array(z.string()).default([]) })
      .nullable()
      .default(null),
  }),
  z.object({
    type: z.literal('heatmap'),
    ...asking,
    /** Buckets are made from raw values here; else the series are buckets with the bound in `le`, or a native histogram. */
    calculate: z.boolean().default(false),
    scheme: z.string().max(32).default('Oranges'),
    scale: z.enum(['linear', 'log', 'exponential']).default('exponential'),
    reverse: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('text'),
    ...base,
    /** `html` is shown as the text it holds, never as HTML. */
    mode: z.enum(['markdown', 'html', 'code']).default('markdown'),
    content: z.string().max(200_000),
  }),
  z.object({
    type: z.literal('piechart'),
    ...asking,
    reduce: reduceSchema.default(reduceSchema.parse({})),
    shape: z.enum(['pie', 'donut']).default('pie'),
    labels: z.array(z.enum(['name', 'value', 'percent'])).default([]),
    legend: legendSchema.default(legendSchema.parse({})),
  }),
  z.object({
    type: z.literal('statetimeline'),
    ...asking,
    mergeEqual: z.boolean().default(true),
    showValue: z.enum(['auto', 'always', 'never']).default('auto'),
    /** Share of the height of a row, 0 to 1. */
    rowHeight: z.number().min(0).max(1).default(0.9),
    legend: legendSchema.default(legendSchema.parse({})),
    tooltip: tooltipSchema.default(tooltipSchema.parse({})),
  }),
  z.object({
    type: z.literal('nodegraph'),
    ...asking,
    nodeUnits: statUnits,
    edgeUnits: statUnits,
    /** Colours of the parts `arc__*` by the names of their columns. */
    arcs: z
      .array(z.object({ field: z.string().max(200), color: z.string().max(64) }))
      .max(50)
      .default([]),
  }),
  z.object({
    type: z.literal('alertlist'),
    ...base,
    states: z.array(z.enum(['firing', 'pending', 'inactive'])).default(['firing', 'pending']),
    /** Part of the name; empty: all. */
    name: z.string().max(500).default(''),
    /** Matchers `a="b"` on labels. */
    labels: z.string().max(1000).default(''),
    limit: z.number().int().min(1).max(500).default(20),
  }),
  z.object({
    type: z.literal('servicegraph'),
    ...base,
    /** With variables; empty: all. */
    namespaces: z.string().max(500).default(''),
    /** A service or workload to stand in the middle, with its neighbours; empty: everything. */
    focus: z.string().max(500).default(''),
  }),
  z.object({
    type: z.literal('traces'),
    ...base,
    /** With variables. */
    service: z.string().max(500).default(''),
    /** In the language of the trace search. */
    expression: z.string().max(4000).default(''),
    limit: z.number().int().min(1).max(100).default(20),
  }),
  /** What could not be carried over: shown with its queries, and kept for export. */
  z.object({
    type: z.literal('unsupported'),
    ...asking,
    originalType: z.string().max(200),
    original: z.unknown(),
  }),
]);
export type Panel = z.output<typeof panelSchema>;
export type PanelType = Panel['type'];
/** A panel that asks queries. */
export type AskingPanel = Extract<Panel, { readonly targets: unknown }>;

export function asksQueries(panel: Panel): panel is AskingPanel {
  return 'targets' in panel;
}
