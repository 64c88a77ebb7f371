'use client';
/** What is said about the text: the check made here at once, and the server's word as soon as it is there. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { TextCheck } from '@/lib/config/check/check-text';
import type { Assessment } from '@/lib/config/contract';
import type { ObjectId } from '@/lib/config/store';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { assessmentQuery } from './queries';
import { useDebounced } from './use-debounced';

const ASSESS_AFTER_MS = 350;

export interface AssessedText {
  readonly problems: readonly TextProblem[];
  /** Undefined until the first answer; may belong to the text a moment ago. */
  readonly assessment: Assessment | undefined;
  /** The check of exactly the text on screen; null while it is under way. */
  readonly check: TextCheck | null;
  readonly setCheck: (check: TextCheck, of: string) => void;
  /** The text does not parse, so its meaning is that of an earlier one. */
  readonly isOutdated: boolean;
}

export function useAssessment(id: ObjectId, text: string, first: Assessment | undefined): AssessedText {
  const [checked, setChecked] = useState<{ check: TextCheck; text: string } | null>(null);
  const setCheck = useCallback((check: TextCheck, of: string) => setChecked({ check, text: of }), []);
  const settled = useDebounced(text, ASSESS_AFTER_MS);
  const answer = useQuery({
    ...assessmentQuery(id, settled),
    placeholderData: (before: Assessment | undefined) => before ?? first,
  });
  const isCurrent = settled === text && !answer.isPlaceholderData && answer.data !== undefined;
  return {
    problems: (isCurrent ? answer.data?.problems : checked?.check.problems) ?? first?.problems ?? [],
    assessment: answer.data,
    check: checked?.text === text ? checked.check : null,
    setCheck,
    isOutdated: checked !== null && checked.check.parsed === null,
  };
}
