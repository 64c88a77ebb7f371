/**
 * How a field (a series, a column) is shown: for all of a panel, and overridden for some. The names and meanings are
 * Grafana's field options, flattened: what Grafana keeps under `custom` stands beside the rest here.
 */
import { z } from 'zod';
import { linkSchema } from './link';

/** A colour: `#rrggbb`, or a name of the palette (`green`, `dark-red`, `semi-dark-blue` …) that the page resolves. */
export const colorSchema = z.string().max(64);

export const thresholdsSchema = z.object({
  /** `percentage` is of the way from `min` to `max`. */
  mode: z.enum(['absolute', 'percentage']).default('absolute'),
  /** In ascending order; the first one's value is null and means minus infinity. */
  steps: z.array(z.object({ value: z.number().nullable(), color: colorSchema })).max(100),
});
export type Thresholds = z.output<typeof thresholdsSchema>;

const mappedSchema = z.object({ text: z.string().optional(), color: colorSchema.optional() });

/** What is shown in place of a value. The first mapping that fits holds. */
export const mappingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), value: z.string(), result: mappedSchema }),
  z.object({
    type: z.literal('range'),
    /** Both ends count; null is open. */
    from: z.number().nullable(),
    to: z.number().nullable(),
    result: mappedSchema,
  }),
  z.object({ type: z.literal('regex'), pattern: z.string(), result: mappedSchema }),
  z.object({
    type: z.literal('special'),
    match: z.enum(['null', 'nan', 'null+nan', 'empty', 'true', 'false']),
    result: mappedSchema,
  }),
]);
export type Mapping = z.output<typeof mappingSchema>;

/** Where a field's colour comes from. `continuous` runs through `scheme` by value; `palette` goes by the series' name. */
export const fieldColorSchema = z.object({
  mode: z.enum(['palette', 'fixed', 'shades', 'thresholds', 'continuous']),
  fixed: colorSchema.optional(),
  /** Of `continuous`: `GrYlRd`, `BlPu`, `greens` … */
  scheme: z.string().max(32).optional(),
});

/** How a series is drawn over time. */
export const drawSchema = z.object({
  style: z.enum(['line', 'bars', 'points']),
  /** Pixels. */
  lineWidth: z.number().min(0).max(10),
  lineStyle: z.enum(['solid', 'dash', 'dot']),
  interpolation: z.enum(['linear', 'smooth', 'stepBefore', 'stepAfter']),
  /** Per cent. */
  fillOpacity: z.number().min(0).max(100),
  gradient: z.enum(['none', 'opacity', 'hue', 'scheme']),
  /** Name of the field down to which the area is filled. */
  fillBelowTo: z.string(),
  points: z.enum(['auto', 'always', 'never']),
  /** Pixels. */
  pointSize: z.number().min(0).max(40),
  /** Gaps: left open, bridged, or bridged up to so many milliseconds. */
  gaps: z.union([z.enum(['open', 'connected']), z.number().nonnegative()]),
  stacking: z.enum(['none', 'normal', 'percent']),
  /** Series of one group are stacked on each other. */
  stackingGroup: z.string().max(64),
  transform: z.enum(['none', 'negative-Y', 'constant']),
  axis: z.enum(['auto', 'left', 'right', 'hidden']),
  axisLabel: z.string().max(200),
  scale: z.enum(['linear', 'log2', 'log10', 'symlog']),
  axisSoftMin: z.number(),
  axisSoftMax: z.number(),
  thresholds: z.enum(['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area']),
});
export type DrawOptions = z.output<typeof drawSchema>;

/** How a column of a table is shown. */
export const cellSchema = z.object({
  display: z.enum(['auto', 'text', 'color-text', 'color-background', 'gauge', 'sparkline', 'json']),
  gauge: z.enum(['basic', 'gradient', 'lcd']),
  /** Pixels. */
  width: z.number().min(0).max(4000),
  minWidth: z.number().min(0).max(4000),
  align: z.enum(['auto', 'left', 'center', 'right']),
  hidden: z.boolean(),
  filterable: z.boolean(),
});

/** Every option may be left out; an override holds only what it changes. */
export const fieldOptionsSchema = z.object({
  displayName: z.string().max(500).optional(),
  /** A unit of lib/dashboards/units, or free text that is put behind the figure. */
  unit: z.string().max(100).optional(),
  decimals: z.number().int().min(0).max(20).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  color: fieldColorSchema.optional(),
  thresholds: thresholdsSchema.optional(),
  mappings: z.array(mappingSchema).max(500).optional(),
  /** Shown where there is no value. */
  noValue: z.string().max(500).optional(),
  links: z.array(linkSchema).max(50).optional(),
  hideFrom: z
    .object({ legend: z.boolean(), tooltip: z.boolean(), drawing: z.boolean() })
    .partial()
    .optional(),
  draw: drawSchema.partial().optional(),
  cell: cellSchema.partial().optional(),
});
export type FieldOptions = z.output<typeof fieldOptionsSchema>;

/** Which fields an override is for. `names` that are preceded by `exclude` mean all others. */
export const fieldMatcherSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('name'), name: z.string() }),
  z.object({ by: z.literal('names'), names: z.array(z.string()), exclude: z.boolean().default(false) }),
  /** JavaScript's `/…/flags` or a bare expression; judged by RE2, which no pattern can hold up. */
  z.object({ by: z.literal('regexp'), pattern: z.string() }),
  z.object({ by: z.literal('type'), type: z.enum(['number', 'string', 'time', 'boolean', 'other']) }),
  z.object({ by: z.literal('refId'), refId: z.string() }),
  /** Fields whose reduced value compares so. */
  z.object({
    by: z.literal('value'),
    calc: z.string(),
    op: z.enum(['==', '!=', '>', '>=', '<', '<=']),
    value: z.number(),
  }),
]);
export type FieldMatcher = z.output<typeof fieldMatcherSchema>;

export const fieldConfigSchema = z.object({
  defaults: fieldOptionsSchema.default({}),
  overrides: z
    .array(z.object({ matcher: fieldMatcherSchema, options: fieldOptionsSchema }))
    .max(500)
    .default([]),
});
export type FieldConfig = z.output<typeof fieldConfigSchema>;
