'use client';
/** What is said about the text: the check made beside the page at once, and the server's word as soon as it is there. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Assessment, ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { OutlineEntry } from '@/lib/config/language/outline';
import type { ObjectId } from '@/lib/config/store';
import type { TextDesk } from './editor/desk-client';
import { counted } from './problem-set';
import { assessmentQuery } from './queries';
import { useDebounced } from './use-debounced';
import { useTextDesk } from './use-text-desk';

const ASSESS_AFTER_MS = 350;
const NO_PROBLEMS: readonly JudgedProblem[] = [];
const NO_ELSEWHERE: readonly ElsewhereAnswer[] = [];
const NO_OUTLINE: readonly OutlineEntry[] = [];

export interface AssessedText {
  readonly problems: readonly JudgedProblem[];
  /** Those of them that count. */
  readonly open: readonly JudgedProblem[];
  /** What the text changes for other objects. */
  readonly elsewhere: readonly ElsewhereAnswer[];
  /** Undefined until the first answer; may belong to the text a moment ago. */
  readonly assessment: Assessment | undefined;
  /** Of the text a keystroke ago. */
  readonly outline: readonly OutlineEntry[];
  readonly desk: () => TextDesk | null;
  /** The text does not parse, so its meaning is that of an earlier one. */
  readonly isOutdated: boolean;
  /** The text that `problems` are of; null where they came with the page. */
  readonly of: string | null;
}

/** `onProblems` hears of open problems and their text as soon as they are known, before the page is rendered anew. */
export function useAssessment(
  id: ObjectId,
  text: string,
  first: Assessment | undefined,
  storedVersion: string | null,
  onProblems: (problems: readonly JudgedProblem[], of: string) => void,
): AssessedText {
  const { desk, checked } = useTextDesk(id, text, storedVersion, ({ problems }, of) =>
    onProblems(counted(problems), of),
  );
  const settled = useDebounced(text, ASSESS_AFTER_MS);
  const answer = useQuery({
    ...assessmentQuery(id, settled),
    placeholderData: (before: Assessment | undefined) => before ?? first,
  });
  const isCurrent = settled === text && !answer.isPlaceholderData && answer.data !== undefined;
  const said = isCurrent ? answer.data : undefined;
  const check = checked?.check;
  const problems = said?.problems ?? check?.problems ?? first?.problems ?? NO_PROBLEMS;
  return {
    problems,
    open: useMemo(() => counted(problems), [problems]),
    elsewhere: said?.elsewhere ?? check?.elsewhere ?? answer.data?.elsewhere ?? NO_ELSEWHERE,
    assessment: answer.data,
    outline: check?.outline ?? NO_OUTLINE,
    desk,
    isOutdated: check !== undefined && !check.parses,
    of: said !== undefined ? settled : (checked?.text ?? null),
  };
}
