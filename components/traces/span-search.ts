/**
 * Search within a trace: all words of the query must occur in a span, in any case, in any of its texts
 * (service, name, ids, kind, status, attributes as `key=value`, resource, events, warnings). Quotes keep words together.
 */
import { spanAt } from '@/lib/traces/model/read-row';
import type { Attributes, Span } from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';

/** The query's words, in lower case; none where there is nothing to look for. */
export function searchTerms(query: string): string[] {
  return [...query.toLowerCase().matchAll(/"([^"]*)"?|(\S+)/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((term) => term !== '');
}

/** One lower-case text per row. Built once per trace, at the first search. */
export function searchTexts(trace: Trace): string[] {
  // Many spans share one resource object: its text is made once.
  const resources = new Map<Attributes, string>();
  return Array.from({ length: trace.count }, (_, row) => {
    const span = spanAt(trace, row);
    let resource = resources.get(span.resource);
    if (resource === undefined) {
      resource = attributesText(span.resource);
      resources.set(span.resource, resource);
    }
    return spanText(span, resource).toLowerCase();
  });
}

function spanText(span: Span, resource: string): string {
  const parts = [span.service, span.name, span.spanId, span.kind, attributesText(span.attributes), resource];
  if (span.status === 'error') parts.push('error');
  if (span.statusMessage !== null) parts.push(span.statusMessage);
  for (const event of span.events) parts.push(event.name, attributesText(event.attributes));
  for (const link of span.links) parts.push(link.traceId, link.spanId);
  return [...parts, ...span.warnings].join('\n');
}

function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('\n');
}

/** Rows that match, in order. */
export function findRows(texts: readonly string[], terms: readonly string[]): number[] {
  if (terms.length === 0) return [];
  const rows: number[] = [];
  texts.forEach((text, row) => {
    if (terms.every((term) => text.includes(term))) rows.push(row);
  });
  return rows;
}

/** The match after (`step` 1) or before (−1) a row, round the end; `null` where there is none. */
export function nextMatch(matches: readonly number[], row: number | null, step: 1 | -1): number | null {
  if (matches.length === 0) return null;
  if (step === 1) return matches.find((match) => match > (row ?? -1)) ?? matches[0] ?? null;
  return matches.findLast((match) => match < (row ?? Number.POSITIVE_INFINITY)) ?? matches.at(-1) ?? null;
}

/** A text cut where terms begin and end, for marking them. */
export function cutAtTerms(
  text: string,
  terms: readonly string[],
): { readonly text: string; readonly hit: boolean }[] {
  const lower = text.toLowerCase();
  // Lower case can change a text's length (İ): then positions would not fit, and nothing is marked.
  if (terms.length === 0 || lower.length !== text.length) return [{ text, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let from = 0;
  while (from < text.length) {
    let at = -1;
    let length = 0;
    for (const term of terms) {
      const found = lower.indexOf(term, from);
      if (found >= 0 && (at < 0 || found < at || (found === at && term.length > length))) {
        at = found;
        length = term.length;
      }
    }
    if (at < 0) break;
    if (at > from) pieces.push({ text: text.slice(from, at), hit: false });
    pieces.push({ text: text.slice(at, at + length), hit: true });
    from = at + length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}
