/** One mistake in a text at one place. Lines and columns count from 1, as editors show them. */

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

/** Line and column, both from 1, of an offset. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - lastBreak };
}
