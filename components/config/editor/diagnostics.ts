/** Problems as the editor shows them: underlines, gutter marks, and their fix as an action. */
import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { TextEdit, TextProblem } from '@/lib/config/yaml/problem';

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
