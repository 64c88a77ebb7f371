/**
 * The objects in a `List`, each with its own text and where that stands, so that they can be read, found and
 * replaced as if they were documents. https://kubernetes.io/docs/reference/using-api/api-concepts/#collections
 */
import { positionsOf } from './positions';
import type { TextFix } from './problem';

export interface ListItem {
  readonly value: unknown;
  /** `[start, end)` in the text of the document: from the item's first field to the line of the next item. */
  readonly start: number;
  readonly end: number;
  /** Columns that its lines stand further in than those of a document; null where it is not written by lines (JSON). */
  readonly indent: number | null;
  /** Its text as a document of its own. */
  readonly text: string;
}

/** The items, where the value is a List; null for everything else. */
export function listItems(text: string, value: unknown): readonly ListItem[] | null {
  const items = itemsOf(value);
  if (items === null) return null;
  const positions = positionsOf(text);
  const list = positions.at(['items']);
  const starts = items.map((_, index) => positions.nearest(['items', index]).valueFrom);
  const isFlow = text[list?.valueFrom ?? 0] === '[';
  return items.map((item, index) => {
    const start = starts[index] ?? 0;
    if (isFlow) {
      const end = flowEnd(text, start);
      return { value: item, start, end, indent: null, text: `${text.slice(start, end)}\n` };
    }
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const indent = start - lineStart;
    const next = starts[index + 1];
    const end = next === undefined ? listEnd(text, start, indent) : dashLine(text, next);
    return { value: item, start, end, indent, text: moved(text.slice(start, end), -indent) };
  });
}

/** Start of the line with the dash of the item at `start`: its own line, or one above it. */
export function dashLine(text: string, start: number): number {
  let lineStart = text.lastIndexOf('\n', start - 1) + 1;
  let before = text.slice(lineStart, start);
  while (!/^ *-(?:\s|$)/.test(before) && lineStart > 0) {
    const lineEnd = lineStart - 1;
    lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
    before = text.slice(lineStart, lineEnd);
  }
  return lineStart;
}

function itemsOf(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, items } = value as { readonly kind?: unknown; readonly items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items : null;
}

/** Behind the last line that belongs to an item: the first line further out ends it. */
function listEnd(text: string, start: number, indent: number): number {
  let lineEnd = text.indexOf('\n', start);
  while (lineEnd >= 0) {
    const line = /^[ ]*/.exec(text.slice(lineEnd + 1, lineEnd + 1 + indent))?.[0] ?? '';
    const first = text[lineEnd + 1 + line.length];
    const isBlank = first === undefined || first === '\n' || first === '\r' || first === '#';
    if (line.length < indent && !isBlank) return lineEnd + 1;
    lineEnd = text.indexOf('\n', lineEnd + 1);
  }
  return text.length;
}

/** Behind the bracket that closes the one at `start`. Texts in quotes may hold brackets. */
function flowEnd(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === '\\' && quote === '"') at += 1;
      else if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** The lines but the first moved by columns; a negative number moves them out, as far as blanks allow. */
export function moved(lines: string, by: number): string {
  const [first = '', ...rest] = lines.split('\n');
  const shifted = rest.map((line) => {
    if (line.trim() === '') return line.trimStart();
    return by >= 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, line.length - line.trimStart().length));
  });
  return [first, ...shifted].join('\n');
}

/** One edit that writes the items as documents instead of the List. */
export function splitList(text: string, items: readonly Pick<ListItem, 'text'>[]): TextFix {
  const documents = items.map((item) => (item.text.endsWith('\n') ? item.text : `${item.text}\n`));
  return {
    label: `Write the ${items.length} items as documents`,
    edits: [{ from: 0, to: text.length, insert: documents.join('---\n') }],
  };
}
