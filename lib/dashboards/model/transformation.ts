/** What is done with a panel's frames before they are shown, in order. Names and options follow Grafana's. */
import { z } from 'zod';

const fieldNames = z.array(z.string()).max(1000);

export const transformationSchema = z.discriminatedUnion('id', [
  z.object({
    id: z.literal('organize'),
    excludeByName: z.record(z.string(), z.boolean()).default({}),
    indexByName: z.record(z.string(), z.number()).default({}),
    renameByName: z.record(z.string(), z.string()).default({}),
    includeByName: z.record(z.string(), z.boolean()).default({}),
  }),
  z.object({ id: z.literal('merge') }),
  z.object({
    id: z.literal('joinByField'),
    /** Empty: the time. */
    byField: z.string().default(''),
    mode: z.enum(['outer', 'inner', 'outerTabular']).default('outer'),
  }),
  z.object({
    id: z.literal('groupBy'),
    fields: z.record(
      z.string(),
      z.object({ operation: z.enum(['groupby', 'aggregate']).nullable(), aggregations: z.array(z.string()) }),
    ),
  }),
  z.object({
    id: z.literal('calculateField'),
    mode: z.enum(['reduceRow', 'binary', 'unary', 'index']).default('reduceRow'),
    alias: z.string().default(''),
    replaceFields: z.boolean().default(false),
    /** Of reduceRow. */
    reducer: z.string().default('sum'),
    include: fieldNames.default([]),
    /** Of binary: names of fields or numbers. */
    left: z.string().default(''),
    right: z.string().default(''),
    operator: z.enum(['+', '-', '*', '/', '%', '**']).default('+'),
    /** Of unary. */
    unary: z.enum(['abs', 'exp', 'ln', 'floor', 'ceil', 'round']).default('abs'),
    field: z.string().default(''),
  }),
  z.object({ id: z.literal('sortBy'), field: z.string(), desc: z.boolean().default(false) }),
  z.object({
    id: z.literal('labelsToFields'),
    mode: z.enum(['columns', 'rows']).default('columns'),
    keepLabels: fieldNames.default([]),
    /** Label whose value names the field of the values; empty: none. */
    valueLabel: z.string().default(''),
  }),
  z.object({
    id: z.literal('filterByValue'),
    type: z.enum(['include', 'exclude']).default('include'),
    match: z.enum(['any', 'all']).default('any'),
    filters: z
      .array(
        z.object({
          field: z.string(),
          test: z.enum([
            'greater',
            'greaterOrEqual',
            'lower',
            'lowerOrEqual',
            'equal',
            'notEqual',
            'between',
            'regex',
            'substring',
            'notSubstring',
            'isNull',
            'isNotNull',
          ]),
          value: z.union([z.string(), z.number()]).optional(),
          to: z.number().optional(),
        }),
      )
      .max(100),
  }),
  z.object({
    id: z.literal('filterFieldsByName'),
    include: z.object({ names: fieldNames.default([]), pattern: z.string().default('') }).optional(),
    exclude: z.object({ names: fieldNames.default([]), pattern: z.string().default('') }).optional(),
  }),
  z.object({ id: z.literal('renameByRegex'), regex: z.string(), renamePattern: z.string() }),
  z.object({
    id: z.literal('reduce'),
    reducers: z.array(z.string()).max(50),
    mode: z.enum(['seriesToRows', 'reduceFields']).default('seriesToRows'),
    labelsToFields: z.boolean().default(false),
  }),
  z.object({ id: z.literal('limit'), limit: z.number().int().min(0).max(100_000) }),
]);
export type Transformation = z.output<typeof transformationSchema>;
