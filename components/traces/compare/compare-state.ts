/** The comparison as it stands in the address. */
import { createParser, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs';
import { parseTraceId } from '@/lib/traces/trace-id';

const traceId = createParser<string>({ parse: (text) => parseTraceId(text), serialize: (id) => id });

export const PANELS = ['explains', 'attributes', 'span'] as const;
export type Panel = (typeof PANELS)[number];

export const SPLITS = ['failed', 'slow', 'moment', 'versions'] as const;
/** How traces are told apart: failed and fine, slow and normal, before and after a moment, two values of an attribute. */
export type Split = (typeof SPLITS)[number];

export const compareParsers = {
  a: traceId,
  b: traceId,
  /** The search (its parameters, with its window) whose traces `a` is held against; null = those of its own route. */
  group: parseAsString,
  /** Two sets: how they are told apart. */
  sets: parseAsStringLiteral(SPLITS),
  /** The search that finds both sets. */
  search: parseAsString.withDefault(''),
  /** Where they part: a duration, an instant (Unix seconds), or `<first>,<second>` version. */
  at: parseAsString.withDefault(''),
  /** Merged row in focus. */
  row: parseAsInteger,
  panel: parseAsStringLiteral(PANELS).withDefault('explains'),
  level: parseAsStringLiteral(['operation', 'service'] as const).withDefault('operation'),
  changes: parseAsBoolean.withDefault(false),
};

/** The page of a trace against the group of its like. */
export function groupHref(a: string): string {
  return `/traces/compare?${new URLSearchParams({ a })}`;
}
