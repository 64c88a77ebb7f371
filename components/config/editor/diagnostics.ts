/** Problems as the editor shows them: underlines, gutter marks, and their fix as an action. */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { TextEdit, TextProblem } from '@/lib/config/yaml/problem';

/**
 * Marks the problems, unless the text is no longer the one that they are of (`of` null = it may be any). What is
 * marked already is left as it is: they come twice, at once from beside the page and with the page when it renders.
 */
export function showProblems(
  view: EditorView,
  problems: readonly TextProblem[],
  of: string | null,
  mayFix: boolean,
): void {
  const { doc } = view.state;
  if (of !== null && (of.length !== doc.length || of !== doc.toString())) return;
  const before = shown.get(view);
  if (before?.doc === doc && before.mayFix === mayFix && isSame(before.problems, problems)) return;
  shown.set(view, { doc, problems, mayFix });
  view.dispatch(setDiagnostics(view.state, diagnosticsOf(problems, doc.length, mayFix)));
}

interface Shown {
  readonly doc: Text;
  readonly problems: readonly TextProblem[];
  readonly mayFix: boolean;
}

const shown = new WeakMap<EditorView, Shown>();

function isSame(some: readonly TextProblem[], others: readonly TextProblem[]): boolean {
  if (some === others) return true;
  return some.length === others.length && some.every((problem, index) => shows(problem, others[index]));
}

/** What the editor makes of them is the same. */
function shows(problem: TextProblem, other: TextProblem | undefined): boolean {
  const { from, to, severity, message, fix } = problem;
  return (
    other !== undefined &&
    from === other.from &&
    to === other.to &&
    severity === other.severity &&
    message === other.message &&
    JSON.stringify(fix) === JSON.stringify(other.fix)
  );
}

export function diagnosticsOf(
  problems: readonly TextProblem[],
  length: number,
  mayFix: boolean,
): Diagnostic[] {
  return problems.map(({ from, to, severity, message, fix }) => ({
    from: Math.min(from, length),
    to: Math.min(Math.max(to, from), length),
    severity,
    message,
    ...(fix !== null &&
      mayFix && {
        actions: [{ name: fix.label, apply: (view: EditorView) => applyTextEdits(view, fix.edits) }],
      }),
  }));
}

/** One step for undo. Edits beyond the text (which has changed meanwhile) are not made. */
export function applyTextEdits(view: EditorView, edits: readonly TextEdit[]): void {
  if (view.state.readOnly || edits.some((edit) => edit.to > view.state.doc.length)) return;
  view.dispatch({
    changes: edits.map(({ from, to, insert }) => ({ from, to, insert })),
    userEvent: 'input.fix',
    scrollIntoView: true,
  });
  view.focus();
}
