/** What the answer about a change set that failed says of what was put back; the contract's reader comes when it is asked. */
import { AnswerProblem } from '@/components/shell/answer-problem';
import type { ChangesFailure } from '@/lib/config/changes/contract';

/** Null where nothing had been written when it failed. */
export async function failureOf(problem: unknown): Promise<ChangesFailure | null> {
  if (!(problem instanceof AnswerProblem) || problem.data === undefined) return null;
  const { changesFailureSchema } = await import('@/lib/config/changes/contract');
  const read = changesFailureSchema.safeParse(problem.data);
  return read.success ? read.data : null;
}
