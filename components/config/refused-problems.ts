/** What the store said against a text, as findings at the places that it named, for the editor and the list beside it. */
import { AnswerProblem } from '@/components/shell/answer-problem';
import { REFUSED } from '@/lib/config/check/document-rules';
import type { JudgedProblem } from '@/lib/config/judgement';

/** Those whose place is known; the refusal as a whole is shown where the save is reviewed. */
export function refusedProblems(problem: unknown, text: string): readonly JudgedProblem[] {
  if (!(problem instanceof AnswerProblem)) return [];
  return problem.issues.flatMap(({ message, path, line, column }): JudgedProblem[] => {
    if (line === undefined || path.length === 0) return [];
    const from = offsetOf(text, line, column ?? 1);
    const end = text.indexOf('\n', from);
    return [
      {
        code: REFUSED,
        severity: 'error',
        message: `The cluster refuses it: ${message}`,
        from,
        to: end < 0 ? text.length : end,
        line,
        column: column ?? 1,
        path,
        fix: null,
        suppressed: null,
        related: [],
      },
    ];
  });
}

function offsetOf(text: string, line: number, column: number): number {
  let from = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', from);
    if (end < 0) return text.length;
    from = end + 1;
  }
  return Math.min(text.length, from + column - 1);
}
