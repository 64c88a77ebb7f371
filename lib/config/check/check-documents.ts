/**
 * Checks a text with any number of documents, each by itself, with places in the whole text. One that is broken
 * does not keep the others from being checked.
 */
import { objectKey, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { type DocumentSpan, splitDocuments } from '@/lib/config/yaml/documents';
import { LineStarts } from '@/lib/config/yaml/line-starts';
import { type ListItem, listItems, splitList } from '@/lib/config/yaml/list-items';
import { placeAt, type TextProblem } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { type CheckOptions, checkText, type TextCheck } from './check-text';
import type { ParsedText } from './move-field';

export interface DocumentCheck {
  readonly span: DocumentSpan;
  /** Null while the document cannot be read as an object, and for a List. */
  readonly id: ObjectId | null;
  /** Offsets in it count from `span.start`. Null while the document does not parse, and for items of a List. */
  readonly parsed: ParsedText | null;
  /** Places in the whole text. */
  readonly problems: readonly TextProblem[];
}

export interface DocumentsCheck {
  /** One per object: a document, or an item of a List. */
  readonly documents: readonly DocumentCheck[];
  /** Of all documents and of the text as a whole, in the order of the text. */
  readonly problems: readonly TextProblem[];
}

export function checkDocuments(text: string, options: CheckOptions = {}): DocumentsCheck {
  const spans = splitDocuments(text).filter((span) => !span.isEmpty);
  // What is said of an empty text, or of the one that is edited, is said by the check of one object.
  if (spans.length === 0) return { documents: [], problems: checkText(text, options).problems };
  const expected = spans.length === 1 ? options.expected : undefined;
  const lines = new LineStarts(text);
  const documents: DocumentCheck[] = [];
  const problems: TextProblem[] = [];
  for (const span of spans) {
    const own = text.slice(span.start, span.end);
    const items = itemsOf(own);
    if (items === null) {
      documents.push(whole(checkText(own, { ...options, expected }), span, lines));
    } else {
      documents.push(...items.map((item) => ofList(span, item, options, lines)));
      problems.push(listHint(text, own, span, items));
    }
  }
  problems.push(...documents.flatMap((document) => document.problems), ...repeatedObjects(text, documents));
  return { documents, problems: problems.sort((a, b) => a.from - b.from) };
}

function itemsOf(own: string): readonly ListItem[] | null {
  // Reading twice is only worth it where the word is there at all.
  if (!/\bkind["']?\s*:\s*["']?\w*List\b/.test(own)) return null;
  const reading = readYaml(own);
  return reading.kind === 'value' ? listItems(own, reading.value) : null;
}

function whole(check: TextCheck, span: DocumentSpan, lines: LineStarts): DocumentCheck {
  const problems = check.problems.map((problem) => ({
    ...problem,
    ...placed(lines, problem.from + span.start, problem.to + span.start),
    fix:
      problem.fix === null
        ? null
        : {
            ...problem.fix,
            edits: problem.fix.edits.map(({ from, to, insert }) => ({
              from: from + span.start,
              to: to + span.start,
              insert,
            })),
          },
  }));
  return { span, id: check.id, parsed: check.parsed, problems };
}

/** Items are checked as documents of their own; their lines stand further in, so edits are offered after a split. */
function ofList(
  document: DocumentSpan,
  item: ListItem,
  options: CheckOptions,
  lines: LineStarts,
): DocumentCheck {
  const check = checkText(item.text, { ...options, expected: undefined });
  const start = document.start + item.start;
  const itemLines = new LineStarts(item.text);
  const offset = (at: number) => {
    const line = itemLines.lineOf(at);
    if (item.indent === null || line === 0) return Math.min(start + at, document.start + item.end);
    const inText = lines.startOf(lines.lineOf(start) + line) + item.indent + (at - itemLines.startOf(line));
    return Math.min(inText, document.start + item.end);
  };
  const problems = check.problems.map((problem) => ({
    ...problem,
    ...placed(lines, offset(problem.from), offset(problem.to)),
    fix: null,
  }));
  const line = lines.lineOf(start) + 1;
  const span = { outerStart: start, start, end: document.start + item.end, line, isEmpty: false };
  return { span, id: check.id, parsed: null, problems };
}

function placed(lines: LineStarts, from: number, to: number) {
  return { from, to: Math.max(from, to), ...lines.placeAt(from) };
}

function listHint(text: string, own: string, span: DocumentSpan, items: readonly ListItem[]): TextProblem {
  const { label, edits } = splitList(own, items);
  const end = text.indexOf('\n', span.start);
  return {
    code: 'PER0990',
    severity: 'info',
    message: `A List is read as its ${items.length} items; as documents of their own they can be mended and moved.`,
    from: span.start,
    to: end < 0 ? text.length : end,
    ...placeAt(text, span.start),
    path: [],
    fix: {
      label,
      edits: edits.map(({ from, to, insert }) => ({ from: from + span.start, to: to + span.start, insert })),
    },
  };
}

function repeatedObjects(text: string, documents: readonly DocumentCheck[]): readonly TextProblem[] {
  const first = new Map<string, number>();
  return documents.flatMap(({ id, span }) => {
    if (id === null) return [];
    const key = objectKey(id);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, span.line);
      return [];
    }
    const end = text.indexOf('\n', span.start);
    return [
      {
        code: 'PER0991',
        severity: 'error' as const,
        message: `${objectName(id)} stands already in line ${before}; only one of them can be saved.`,
        from: span.start,
        to: end < 0 ? text.length : end,
        ...placeAt(text, span.start),
        path: [],
        fix: null,
      },
    ];
  });
}
