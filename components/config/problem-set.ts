/** What counts of the problems of a text, and what keeps it from being saved. */
import { REFUSED } from '@/lib/config/check/document-rules';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';

/** Those that nobody asked not to count. */
export function counted(problems: readonly JudgedProblem[]): readonly JudgedProblem[] {
  return problems.filter(({ suppressed }) => suppressed === null);
}

/** Codes of what a text breaks by itself; the others say how it stands in its mesh, which may change first or last. */
const OWN_CODE = /^PER0[09]\d\d$/;

/** The server refuses to save what breaks the rules of its own kind. What a cluster refused may be tried again. */
export function stopsSave({ severity, code }: Pick<JudgedProblem, 'severity' | 'code'>): boolean {
  return severity === 'error' && OWN_CODE.test(code) && code !== REFUSED;
}

export function problemKey(problem: Pick<JudgedProblem, 'code' | 'message' | 'path'>): string {
  return `${problem.code} ${JSON.stringify(problem.path)} ${problem.message}`;
}

/** How many findings a text brings to other objects; those that it takes away are no trouble. */
export function appearedElsewhere(elsewhere: readonly ElsewhereAnswer[]): readonly ElsewhereAnswer[] {
  return elsewhere.filter(({ change, suppressed }) => change === 'appeared' && suppressed === null);
}
