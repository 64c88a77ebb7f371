'use client';
/** Everything that was found in the text, what it changes elsewhere, and what was asked not to count. */
import { CircleCheck } from 'lucide-react';
import { memo } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import type { ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { ObjectId } from '@/lib/config/store';
import type { TextEdit } from '@/lib/config/yaml/problem';
import { ElsewhereList } from './elsewhere-list';
import { FindingRow } from './finding-row';
import { LiveFindings } from './live/live-findings';
import { counted, problemKey } from './problem-set';

export interface FindingsPanelProps {
  /** Left out: nothing is said from live traffic. */
  id?: ObjectId;
  problems: readonly JudgedProblem[];
  elsewhere: readonly ElsewhereAnswer[];
  isNew: (problem: JudgedProblem) => boolean;
  mayFix: boolean;
  onLine: (line: number) => void;
  onFix: (edits: readonly TextEdit[]) => void;
}

export const FindingsPanel = memo(function FindingsPanel(props: FindingsPanelProps) {
  const { id, problems, elsewhere, isNew, ...row } = props;
  const open = counted(problems);
  const suppressed = problems.filter((problem) => problem.suppressed !== null);
  if (problems.length === 0 && elsewhere.length === 0) {
    return (
      <>
        {id !== undefined && <LiveFindings id={id} onLine={row.onLine} />}
        <EmptyState icon={<CircleCheck />} title="Nothing to mend">
          The text fits the model of its kind, and the mesh around it.
        </EmptyState>
      </>
    );
  }
  return (
    <div>
      <ul className="grid" aria-label="In this text">
        {open.map((problem) => (
          <FindingRow
            key={`${problem.from}:${problemKey(problem)}`}
            problem={problem}
            isNew={isNew(problem)}
            {...row}
          />
        ))}
      </ul>
      {open.length === 0 && <p className="px-4 py-3 text-sm text-text-2">Nothing to mend in this text.</p>}
      {elsewhere.length > 0 && (
        <section aria-label="In other objects">
          <h2 className="border-line border-b bg-canvas px-4 py-2 font-semibold text-sm">
            In other objects, once this is saved
          </h2>
          <ElsewhereList elsewhere={elsewhere} />
        </section>
      )}
      {id !== undefined && <LiveFindings id={id} onLine={row.onLine} />}
      {suppressed.length > 0 && (
        <details>
          <summary className="cursor-pointer px-4 py-2.5 text-sm text-text-2 -outline-offset-2">
            {suppressed.length} suppressed
          </summary>
          <ul className="grid">
            {suppressed.map((problem) => (
              <FindingRow
                key={`${problem.from}:${problemKey(problem)}`}
                problem={problem}
                isNew={false}
                {...row}
              />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
});
