/** What there is to ask for: names of metrics, labels and their values, cut where there are too many to send. */
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import { selectorsIn } from '@/lib/promql/selectors';
import type { LookupQuery, QueryPort } from './port';

/** Names that are sent; a list of more is searched with `contains`. */
export const MOST_NAMES = 50_000;

export const lookupQuerySchema = z.object({
  /** A selector, `up{job="a"}`; several are separated by newlines; left out: all series. */
  match: z
    .string()
    .max(20_000)
    .transform((text) => text.split('\n').filter((line) => line.trim() !== ''))
    .optional(),
  /** Unix seconds. */
  from: z.coerce.number().min(0),
  to: z.coerce.number().min(0),
  /** Part of the name, without regard to case. */
  contains: z.string().max(200).optional(),
});
export type LookupInput = z.output<typeof lookupQuerySchema>;

export const namesAnswerSchema = z.object({
  names: z.array(z.string()),
  /** How many there are; more than in `names` where some were left out. */
  found: z.number().int(),
});

export const describedAnswerSchema = z.object({
  metrics: z.array(z.object({ name: z.string(), type: z.string(), help: z.string(), unit: z.string() })),
});

/** Series of a selector, and how many values each of their labels has. */
export const cardinalityAnswerSchema = z.object({
  series: z.number().int(),
  /** The series were too many to be counted whole. */
  isPartial: z.boolean(),
  labels: z.array(z.object({ name: z.string(), values: z.number().int() })),
});

/** Beyond that the counts are of the first ones, and say so. */
const MOST_SERIES = 50_000;

function lookupOf({ match = [], from, to }: LookupInput, signal: AbortSignal | undefined): LookupQuery {
  for (const selector of match) {
    const [only, ...more] = selectorsIn(selector);
    if (only === undefined || more.length > 0 || only.from !== 0 || only.to !== selector.trimEnd().length) {
      throw new Fault('bad-request', `"${selector.slice(0, 80)}" is no selector of series.`, {
        hint: 'Write a metric with matchers, like up{job="a"}.',
      });
    }
  }
  return { match, fromSeconds: from, toSeconds: to, signal };
}

/** `label` null: names of labels; else its values. `__name__` has the metrics. Throws `bad-request` and the port's faults. */
export async function loadNames(
  port: QueryPort,
  label: string | null,
  input: LookupInput,
  signal?: AbortSignal,
): Promise<z.input<typeof namesAnswerSchema>> {
  const lookup = lookupOf(input, signal);
  const all = label === null ? await port.labelNames(lookup) : await port.labelValues(label, lookup);
  const wanted = input.contains?.toLowerCase() ?? '';
  const names = wanted === '' ? all : all.filter((name) => name.toLowerCase().includes(wanted));
  return { names: names.slice(0, MOST_NAMES), found: names.length };
}

export async function loadMetadata(
  port: QueryPort,
  metric: string | null,
  signal?: AbortSignal,
): Promise<z.input<typeof describedAnswerSchema>> {
  const known = await port.metadata(metric, signal);
  return { metrics: [...known].map(([name, described]) => ({ name, ...described })).slice(0, MOST_NAMES) };
}

export async function loadCardinality(
  port: QueryPort,
  input: LookupInput,
  signal?: AbortSignal,
): Promise<z.input<typeof cardinalityAnswerSchema>> {
  const lookup = lookupOf(input, signal);
  if (lookup.match.length === 0) {
    throw new Fault('bad-request', 'Of which series the labels are to be counted is not said.', {
      hint: 'Give a selector in "match".',
    });
  }
  const series = await port.series(lookup);
  const counted = series.slice(0, MOST_SERIES);
  const values = new Map<string, Set<string>>();
  for (const labels of counted) {
    for (const [name, value] of Object.entries(labels)) {
      const known = values.get(name) ?? new Set();
      known.add(value);
      values.set(name, known);
    }
  }
  const labels = [...values].map(([name, { size }]) => ({ name, values: size }));
  return {
    series: series.length,
    isPartial: series.length > counted.length,
    labels: labels.toSorted((a, b) => b.values - a.values || (a.name < b.name ? -1 : 1)),
  };
}
