/** What the store refused of a text, for as long as that text is on screen. */
import { useCallback, useMemo, useState } from 'react';
import type { JudgedProblem } from '@/lib/config/judgement';
import { refusedProblems } from './refused-problems';

export interface Refusal {
  /** The problem of a rehearsal or save of `text`; null = it was taken. The same function with every drawing. */
  tell(text: string, problem: unknown): void;
  /** Of a text; empty for any other than that which was refused. */
  of(text: string): readonly JudgedProblem[];
}

const NONE: readonly JudgedProblem[] = [];

export function useRefusal(): Refusal {
  const [refused, setRefused] = useState<{
    readonly text: string;
    readonly problems: readonly JudgedProblem[];
  } | null>(null);
  const tell = useCallback((text: string, problem: unknown) => {
    const problems = problem === null ? NONE : refusedProblems(problem, text);
    setRefused(problems.length === 0 ? null : { text, problems });
  }, []);
  return useMemo(
    () => ({ tell, of: (text: string) => (refused?.text === text ? refused.problems : NONE) }),
    [tell, refused],
  );
}
