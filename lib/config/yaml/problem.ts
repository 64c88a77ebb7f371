/** One mistake in a text at one place. Lines and columns count from 1, as editors show them. */

import { LineStarts } from './line-starts';

export interface TextProblem {
  /** `PER` and four digits: which rule is broken. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** Offsets `[from, to)` into the text that was checked. */
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  /** Path inside the object, empty where there is no object yet. */
  readonly path: readonly (string | number)[];
  readonly fix: TextFix | null;
}

/** An edit that mends the mistake; applied on request only. Edits do not overlap. */
export interface TextFix {
  readonly label: string;
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The text with the edits made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  // What is inserted where something is taken away stays, so the longer edit goes first.
  const ordered = [...edits].sort((a, b) => b.from - a.from || b.to - a.to);
  return ordered.reduce((done, edit) => done.slice(0, edit.from) + edit.insert + done.slice(edit.to), text);
}

/** Problems come by the thousand from one text; its lines are looked for once. */
let known: { readonly text: string; readonly lines: LineStarts } | null = null;

/** Line and column, both from 1, of an offset. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  if (known === null || known.text !== text) known = { text, lines: new LineStarts(text) };
  return known.lines.placeAt(offset);
}
