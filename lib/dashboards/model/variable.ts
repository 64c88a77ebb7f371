/** What is chosen above a dashboard and put into its queries and texts. */
import { z } from 'zod';

/** As in `$name` and `${name:format}`. */
export const variableNameSchema = z.string().regex(/^\w+$/).max(100);

/** What `All` is in a chosen value and in URLs. */
export const ALL_VALUE = '$__all';

const base = {
  name: variableNameSchema,
  label: z.string().max(200).default(''),
  description: z.string().max(2000).default(''),
  hide: z.enum(['no', 'label', 'variable']).default('no'),
};

/** A value, or several where `multi`; `$__all` is All. Empty: the first option. */
const current = z.array(z.string().max(2000)).max(50_000).default([]);

const choice = {
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  /** Put in for All as it stands, in place of every option. */
  allValue: z.string().max(2000).nullable().default(null),
  current,
};

/** How options are ordered; `numeric` by the first number in them. */
export const SORTS = [
  'none',
  'asc',
  'desc',
  'numeric-asc',
  'numeric-desc',
  'ci-asc',
  'ci-desc',
  'natural-asc',
  'natural-desc',
] as const;

export const variableSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('query'),
    ...base,
    ...choice,
    /** `label_values(metric, label)`, `label_values(label)`, `label_names()`, `metrics(regex)`, `query_result(expr)`. */
    query: z.string().max(20_000),
    /** Keeps what fits; a group (or the groups `text` and `value`) takes a part out. Empty: everything. */
    regex: z.string().max(2000).default(''),
    sort: z.enum(SORTS).default('none'),
    /** Asked again when the dashboard is opened, or also when the time changes. */
    refresh: z.enum(['never', 'load', 'time']).default('load'),
  }),
  z.object({
    type: z.literal('custom'),
    ...base,
    ...choice,
    options: z.array(z.object({ text: z.string(), value: z.string() })).max(50_000),
  }),
  z.object({
    type: z.literal('interval'),
    ...base,
    current,
    /** Durations. */
    options: z.array(z.string().max(32)).max(100),
    /** Adds `auto`: the range divided by `steps`, not below `min`. */
    auto: z
      .object({ steps: z.number().int().min(1).max(1000), min: z.string().max(32) })
      .nullable()
      .default(null),
  }),
  z.object({ type: z.literal('constant'), ...base, value: z.string().max(2000) }),
  z.object({ type: z.literal('textbox'), ...base, value: z.string().max(2000).default('') }),
  z.object({
    type: z.literal('datasource'),
    ...base,
    current,
    /** Of source, as Grafana calls it; only `prometheus` has an option here. */
    sourceType: z.string().max(100).default('prometheus'),
    regex: z.string().max(500).default(''),
  }),
  z.object({
    type: z.literal('adhoc'),
    ...base,
    /** Matchers that are put into every selector. */
    filters: z
      .array(
        z.object({
          key: z.string().max(200),
          operator: z.enum(['=', '!=', '=~', '!~']),
          value: z.string().max(2000),
        }),
      )
      .max(100)
      .default([]),
  }),
]);
export type Variable = z.output<typeof variableSchema>;
export type QueryVariable = Extract<Variable, { type: 'query' }>;
