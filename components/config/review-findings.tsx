/** What a save would bring: findings that are new here, and what changes in other objects. */
import type { ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import { CodeLink } from './code-link';
import { ElsewhereList } from './elsewhere-list';
import { problemKey } from './problem-set';
import { SeverityMark } from './severity-mark';

export interface ReviewFindingsProps {
  newProblems: readonly JudgedProblem[];
  elsewhere: readonly ElsewhereAnswer[];
}

export function ReviewFindings({ newProblems, elsewhere }: ReviewFindingsProps) {
  if (newProblems.length === 0 && elsewhere.length === 0) return null;
  return (
    <div className="max-h-[26vh] overflow-y-auto rounded-control border border-line">
      {newProblems.length > 0 && (
        <section aria-label="New findings">
          <h3 className="border-line border-b bg-canvas px-4 py-1.5 font-semibold text-sm">
            New in this object
          </h3>
          <ul className="grid">
            {newProblems.map((problem) => (
              <li
                key={`${problem.from}:${problemKey(problem)}`}
                className="flex items-start gap-2 border-line border-b px-4 py-2 text-sm"
              >
                <SeverityMark severity={problem.severity} />
                <p className="min-w-0 flex-1 text-pretty">{problem.message}</p>
                <span className="shrink-0 text-text-3 text-xs">Line {problem.line}</span>
                <CodeLink code={problem.code} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {elsewhere.length > 0 && (
        <section aria-label="In other objects">
          <h3 className="border-line border-b bg-canvas px-4 py-1.5 font-semibold text-sm">
            In other objects
          </h3>
          <ElsewhereList elsewhere={elsewhere} />
        </section>
      )}
    </div>
  );
}
