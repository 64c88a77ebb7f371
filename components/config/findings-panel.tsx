'use client';
/** Everything that was found in the text, with its line and its fix. */
import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Tag } from '@/components/ui/pill';
import type { TextEdit, TextProblem } from '@/lib/config/yaml/problem';

export interface FindingsPanelProps {
  problems: readonly TextProblem[];
  isNew: (problem: TextProblem) => boolean;
  mayFix: boolean;
  onLine: (line: number) => void;
  onFix: (edits: readonly TextEdit[]) => void;
}

const MARKS = {
  error: { Icon: OctagonAlert, className: 'text-failing', word: 'Error' },
  warning: { Icon: TriangleAlert, className: 'text-degraded', word: 'Warning' },
  info: { Icon: Info, className: 'text-text-3', word: 'Hint' },
};

export function FindingsPanel({ problems, isNew, mayFix, onLine, onFix }: FindingsPanelProps) {
  if (problems.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title="Nothing to mend">
        The text parses and fits the model of its kind.
      </EmptyState>
    );
  }
  return (
    <ul className="grid">
      {problems.map((problem) => {
        const { Icon, className, word } = MARKS[problem.severity];
        return (
          <li
            key={`${problem.from}:${problem.message}`}
            className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 border-line border-b px-4 py-2.5 text-sm"
          >
            <Icon role="img" aria-label={word} className={`mt-0.5 size-4 ${className}`} />
            <div>
              <p className="text-pretty">
                {problem.message} {isNew(problem) && <Tag>new</Tag>}
              </p>
              {problem.fix !== null && mayFix && (
                <Button className="mt-1.5" onClick={() => onFix(problem.fix?.edits ?? [])}>
                  {problem.fix.label}
                </Button>
              )}
            </div>
            <button
              type="button"
              onClick={() => onLine(problem.line)}
              className="link h-5 rounded-tag px-1 text-xs"
            >
              Line {problem.line}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
