/**
 * Checks a text with any number of documents, each by itself, with places in the whole text. One that is broken
 * does not keep the others from being checked.
 */
import { objectKey, objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { type DocumentSpan, splitDocuments } from '@/lib/config/yaml/documents';
import { LineStarts } from '@/lib/config/yaml/line-starts';
import { splitList } from '@/lib/config/yaml/list-items';
import { type ObjectText, objectTextsIn } from '@/lib/config/yaml/object-texts';
import { placeAt, type TextEdit, type TextProblem } from '@/lib/config/yaml/problem';
import { type CheckOptions, checkText, type TextCheck } from './check-text';
import type { ParsedText } from './move-field';

export interface DocumentCheck {
  readonly span: DocumentSpan;
  /** Null while the document cannot be read as an object, and for a List. */
  readonly id: ObjectId | null;
  /** The object's own text, as `inText` expects its places. Null while the document does not parse. */
  readonly parsed: ParsedText | null;
  /** Places in the whole text. */
  readonly problems: readonly TextProblem[];
  /** A problem with places in the object's own text, such as a finding of the mesh, with those in the whole text. */
  inText<Problem extends TextProblem>(problem: Problem): Problem;
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
    const items = itemsOf(text, span);
    if (items === null) {
      documents.push(
        whole(checkText(text.slice(span.start, span.end), { ...options, expected }), span, lines),
      );
    } else {
      documents.push(...items.map((item) => ofList(item, options, lines)));
      problems.push(listHint(text, span, items));
    }
  }
  problems.push(...documents.flatMap((document) => document.problems), ...repeatedObjects(text, documents));
  return { documents, problems: problems.sort((a, b) => a.from - b.from) };
}

/** Null for a document that is no List. */
function itemsOf(text: string, span: DocumentSpan): readonly ObjectText[] | null {
  // Reading twice is only worth it where the word is there at all.
  if (!/\bkind["']?\s*:\s*["']?\w*List\b/.test(text.slice(span.start, span.end))) return null;
  const objects = objectTextsIn(text, span);
  return objects.some(({ list }) => list === null) ? null : objects;
}

function whole(check: TextCheck, span: DocumentSpan, lines: LineStarts): DocumentCheck {
  const inText: DocumentCheck['inText'] = (problem) => ({
    ...problem,
    ...placed(lines, problem.from + span.start, problem.to + span.start),
    fix: problem.fix === null ? null : { ...problem.fix, edits: movedEdits(problem.fix.edits, span.start) },
  });
  return { span, id: check.id, parsed: check.parsed, problems: check.problems.map(inText), inText };
}

/** Items are checked as documents of their own; their lines stand further in, so edits are offered after a split. */
function ofList({ text, span, list }: ObjectText, options: CheckOptions, lines: LineStarts): DocumentCheck {
  const check = checkText(text, { ...options, expected: undefined });
  const itemLines = new LineStarts(text);
  const indent = list?.indent ?? null;
  const offset = (at: number) => {
    const line = itemLines.lineOf(at);
    if (indent === null || line === 0) return Math.min(span.start + at, span.end);
    const first = lines.lineOf(span.start);
    return Math.min(lines.startOf(first + line) + indent + (at - itemLines.startOf(line)), span.end);
  };
  const inText: DocumentCheck['inText'] = (problem) => ({
    ...problem,
    ...placed(lines, offset(problem.from), offset(problem.to)),
    fix: null,
  });
  return { span, id: check.id, parsed: check.parsed, problems: check.problems.map(inText), inText };
}

function movedEdits(edits: readonly TextEdit[], by: number): readonly TextEdit[] {
  return edits.map(({ from, to, insert }) => ({ from: from + by, to: to + by, insert }));
}

function placed(lines: LineStarts, from: number, to: number) {
  return { from, to: Math.max(from, to), ...lines.placeAt(from) };
}

function listHint(text: string, span: DocumentSpan, items: readonly ObjectText[]): TextProblem {
  const fix = splitList(text.slice(span.start, span.end), items);
  const end = text.indexOf('\n', span.start);
  return {
    code: 'PER0990',
    severity: 'info',
    message: `A List is read as its ${items.length} items; as documents of their own they can be mended and moved.`,
    from: span.start,
    to: end < 0 ? text.length : end,
    ...placeAt(text, span.start),
    path: [],
    fix: { ...fix, edits: movedEdits(fix.edits, span.start) },
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
