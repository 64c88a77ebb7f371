/** The comparison as it stands in the address. */
import { createParser, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs';
import type { TraceSource } from '@/components/traces/reading/uploaded-registry';
import { SPLITS } from '@/lib/traces/compare/splits';
import { parseTraceId } from '@/lib/traces/trace-id';

const traceId = createParser<string>({ parse: (text) => parseTraceId(text), serialize: (id) => id });

const source = parseAsStringLiteral(['server', 'file'] as const).withDefault('server');

export const PANELS = ['explains', 'attributes', 'span'] as const;
export type Panel = (typeof PANELS)[number];

export const compareParsers = {
  a: traceId,
  b: traceId,
  /** Where each of them is read from. */
  sourceA: source,
  sourceB: source,
  /** The search (its parameters, with its window) whose traces `a` is held against; null = those of its own route. */
  group: parseAsString,
  /** Two sets: how they are told apart. */
  sets: parseAsStringLiteral(SPLITS),
  /** The search that finds both sets. */
  search: parseAsString.withDefault(''),
  /** Where they part: a duration, an instant (Unix seconds), or `<first>,<second>` version. */
  at: parseAsString.withDefault(''),
  /** The field that `at` has two values of. */
  by: parseAsString.withDefault(''),
  /** Merged row in focus. */
  row: parseAsInteger,
  panel: parseAsStringLiteral(PANELS).withDefault('explains'),
  level: parseAsStringLiteral(['operation', 'service'] as const).withDefault('operation'),
  changes: parseAsBoolean.withDefault(false),
};

/** The page of a trace against the group of its like. */
export function groupHref(a: string, sourceA: TraceSource = 'server'): string {
  return `/traces/compare?${new URLSearchParams(sourceA === 'file' ? { a, sourceA } : { a })}`;
}

/** The page of two sets of the traces of a search (its parameters, without a window: that of the scope is meant). */
export function setsHref(search: URLSearchParams): string {
  return `/traces/compare?${new URLSearchParams({ sets: 'failed', search: search.toString() })}`;
}
