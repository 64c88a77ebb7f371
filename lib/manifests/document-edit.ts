/** Putting one object's new text into the text of its file, or taking it out: every other byte stays. */
import { objectName } from '@/lib/config/identity';
import type { PlacedObject } from '@/lib/config/stored-objects';
import { type DocumentSpan, splitDocuments } from '@/lib/config/yaml/documents';
import { dashLine, moved } from '@/lib/config/yaml/list-items';
import { Fault } from '@/lib/mesh/fault';

/** The file's text with one document replaced. Line ends stay those of the document that was there. */
export function replaced(text: string, placed: PlacedObject, document: string): string {
  const { span, list } = placed;
  const written = withLineEndsOf(text.slice(span.start, span.end), document);
  const isLast = span.end === text.length;
  const own = isLast || written.endsWith('\n') ? written : `${written}\n`;
  if (list !== null) return text.slice(0, span.start) + intoList(placed, own) + text.slice(span.end);
  // A document that begins on its separator's own line ("--- a: 1") goes on below it.
  const gap = span.start > 0 && !/[\n\uFEFF]/.test(text[span.start - 1] ?? '') ? '\n' : '';
  return text.slice(0, span.start) + gap + own + text.slice(span.end);
}

/** The file's text without the document and its separator. */
export function without(text: string, placed: PlacedObject): string {
  const { list } = placed;
  if (list !== null && list.size > 1) return withoutItem(text, placed);
  const span = list?.document ?? placed.span;
  const spans = splitDocuments(text);
  const next = spans.find((candidate) => candidate.outerStart >= span.end);
  const isFirst = span.outerStart === span.start;
  // Without a separator of its own before it, the one that follows goes.
  return isFirst && next !== undefined && hasSeparator(next)
    ? text.slice(0, span.start) + text.slice(next.start)
    : text.slice(0, span.outerStart) + text.slice(span.end);
}

function hasSeparator(span: DocumentSpan): boolean {
  return span.outerStart < span.start;
}

/** Editors give texts with plain line feeds; a file with Windows line ends keeps them. */
function withLineEndsOf(before: string, document: string): string {
  const isWindows = before.includes('\r\n') && !/(?:^|[^\r])\n/.test(before);
  return isWindows ? document.replace(/\r?\n/g, '\r\n') : document;
}

function intoList(placed: PlacedObject, document: string): string {
  const indent = placed.list?.indent ?? null;
  if (indent === null) throw asJson(placed);
  return moved(document, indent);
}

/** From the line of its dash to the line of the next item's. */
function withoutItem(text: string, placed: PlacedObject): string {
  if (placed.list?.indent == null) throw asJson(placed);
  const { start, end } = placed.span;
  return text.slice(0, dashLine(text, start)) + text.slice(end);
}

function asJson({ object }: PlacedObject): Fault {
  return new Fault(
    'invalid-object',
    `${objectName(object.id)} was not changed: it stands in a List in ${object.origin} that is written as JSON.`,
    {
      source: 'manifests',
      hint: 'Write the items of the List as documents of their own, then change them here.',
    },
  );
}
