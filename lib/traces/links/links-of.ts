/** The links that patterns make of a trace, and of single attributes of its spans. Pure. */
import { attributeOf, resourceOf } from '@/lib/traces/model/read-row';
import type { Attributes, AttributeValue } from '@/lib/traces/model/span';
import { spanIdOf } from '@/lib/traces/model/span-ids';
import { mainRoot, nameOf, serviceOf, startUnixUs, type Trace } from '@/lib/traces/model/trace';
import type { LinkPattern } from './pattern';
import { type LinkPlace, listOf, PLACE_WORDS } from './place';
import { fillTemplate, type Lookup, parseTemplate, type Template } from './template';

/** `href` is http or https at the host that the pattern names. */
export interface ExternalLink {
  readonly href: string;
  readonly text: string;
}

interface ReadPattern {
  readonly places: ReadonlySet<LinkPlace>;
  /** null = any. */
  readonly keys: ReadonlySet<string> | null;
  readonly values: ReadonlySet<AttributeValue> | null;
  readonly url: Template;
  readonly text: Template;
}

/** Patterns that were read once, for a trace with thousands of attributes. */
export type LinkRules = readonly ReadPattern[];

/** `patterns` as the settings file has them: they were checked where it was read. */
export function linkRules(patterns: readonly LinkPattern[]): LinkRules {
  return patterns.map((pattern) => ({
    places: new Set(listOf(pattern.type).map((word) => PLACE_WORDS[word])),
    keys: pattern.key === undefined ? null : new Set(listOf(pattern.key)),
    values:
      pattern.value === undefined
        ? null
        : new Set<AttributeValue>(listOf<string | number | boolean>(pattern.value)),
    url: parseTemplate(pattern.url),
    text: parseTemplate(pattern.text),
  }));
}

/** Links of the trace as a whole. */
export function traceLinks(rules: LinkRules, trace: Trace): readonly ExternalLink[] {
  return linksBy(
    rules.filter(({ places }) => places.has('traces')),
    (name) => ofTrace(trace, name),
  );
}

export interface LinkedAttribute {
  readonly place: Exclude<LinkPlace, 'traces'>;
  /** The attributes that it stands among. */
  readonly beside: Attributes;
  readonly key: string;
}

/**
 * Links of one attribute of the span in a row. Variables are looked for beside it, then in the span, its resource, and
 * those of its parents up to the root, as in Jaeger UI; `trace.…` and `span.…` stand for what both have without attributes.
 */
export function attributeLinks(
  rules: LinkRules,
  trace: Trace,
  row: number,
  { place, beside, key }: LinkedAttribute,
): readonly ExternalLink[] {
  const value = ownOf(beside, key);
  const fitting = rules.filter(
    ({ places, keys, values }) =>
      places.has(place) &&
      (keys === null || keys.has(key)) &&
      (values === null || (value !== undefined && values.has(value))),
  );
  return linksBy(
    fitting,
    (name) =>
      ownOf(beside, name) ?? ofParents(trace, row, name) ?? ofSpan(trace, row, name) ?? ofTrace(trace, name),
  );
}

function linksBy(rules: LinkRules, lookup: Lookup): ExternalLink[] {
  return rules.flatMap(({ url, text }) => {
    const href = fillTemplate(url, lookup, encoded);
    const words = fillTemplate(text, lookup);
    return href === null || words === null || !isWeb(href) ? [] : [{ href, text: words }];
  });
}

/** Lone surrogates cannot be written into an address. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

function isWeb(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:'].includes(new URL(href).protocol);
}

function ownOf(attributes: Attributes, name: string): AttributeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function ofParents(trace: Trace, row: number, name: string): AttributeValue | undefined {
  for (let at = row; at >= 0; at = trace.parent[at] ?? -1) {
    const found = attributeOf(trace, at, name) ?? ownOf(resourceOf(trace, at), name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Instants and durations are whole microseconds. */
function ofSpan(trace: Trace, row: number, name: string): AttributeValue | undefined {
  switch (name) {
    case 'span.spanID':
      return spanIdOf(trace, row);
    case 'span.traceID':
      return trace.traceId;
    case 'span.name':
    case 'span.operationName':
      return nameOf(trace, row);
    case 'span.serviceName':
      return serviceOf(trace, row);
    case 'span.startTime':
      return Math.floor(startUnixUs(trace, row));
    case 'span.endTime':
      return Math.ceil(startUnixUs(trace, row) + (trace.durationNs[row] ?? 0) / 1000);
    case 'span.duration':
      return Math.round((trace.durationNs[row] ?? 0) / 1000);
    default:
      return undefined;
  }
}

function ofTrace(trace: Trace, name: string): AttributeValue | undefined {
  const root = mainRoot(trace);
  switch (name.replace(/^trace\./, '')) {
    case 'traceID':
      return trace.traceId;
    case 'traceName':
      return `${serviceOf(trace, root)}: ${nameOf(trace, root)}`;
    case 'startTime':
      return Number(trace.baseNs / 1000n);
    case 'endTime':
      return Math.ceil(Number(trace.baseNs / 1000n) + trace.totalNs / 1000);
    case 'duration':
      return Math.round(trace.totalNs / 1000);
    default:
      return undefined;
  }
}
