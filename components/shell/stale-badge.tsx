'use client';
/** Says that the picture on screen is an old one, how old, and why it was not renewed. */
import { TriangleAlert } from 'lucide-react';
import { Pill } from '@/components/ui/pill';
import { Tooltip } from '@/components/ui/tooltip';
import { AnswerProblem } from './answer-problem';
import { usePageFacts } from './page';
import { ageText } from './time-text';
import { useNow } from './time-zone';

export function StaleBadge() {
  const { updatedAt, problem } = usePageFacts();
  const now = useNow(1000);
  if (problem === null || problem === undefined || now === 0) return null;
  if (updatedAt === undefined || updatedAt === null || updatedAt === 0) return null;
  const hint = problem instanceof AnswerProblem ? problem.hint : undefined;
  return (
    <Tooltip content={hint === undefined ? problem.message : `${problem.message} ${hint}`}>
      <Pill tone="degraded" role="status" tabIndex={0} className="min-w-0 shrink border border-degraded-line">
        <TriangleAlert aria-hidden="true" />
        <span className="min-w-0 truncate">
          {ageText(now - updatedAt)} old: {problem.message}
        </span>
      </Pill>
    </Tooltip>
  );
}
