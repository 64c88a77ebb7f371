/** One finding in the open text, with its line, its code, what else it concerns, and its fix. */
import { Button } from '@/components/ui/button';
import { Tag } from '@/components/ui/pill';
import { objectKey } from '@/lib/config/identity';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { TextEdit } from '@/lib/config/yaml/problem';
import { CodeLink } from './code-link';
import { ObjectLink } from './object-link';
import { SeverityMark } from './severity-mark';

export interface FindingRowProps {
  problem: JudgedProblem;
  isNew: boolean;
  mayFix: boolean;
  onLine: (line: number) => void;
  onFix: (edits: readonly TextEdit[]) => void;
}

const MOST_RELATED = 4;

export function FindingRow({ problem, isNew, mayFix, onLine, onFix }: FindingRowProps) {
  const { fix, related, suppressed } = problem;
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 border-line border-b px-4 py-2.5 text-sm">
      <SeverityMark severity={problem.severity} />
      <div className="grid min-w-0 justify-items-start gap-1">
        <p className="text-pretty">
          {problem.message} {isNew && <Tag>new</Tag>}
        </p>
        {suppressed !== null && <p className="text-text-3 text-xs">Does not count: {suppressed}.</p>}
        {related.length > 0 && (
          <span className="flex max-w-full flex-wrap gap-1.5">
            {related.slice(0, MOST_RELATED).map((id) => (
              <ObjectLink key={objectKey(id)} id={id} />
            ))}
            {related.length > MOST_RELATED && (
              <span className="self-center text-text-3 text-xs">{related.length - MOST_RELATED} more</span>
            )}
          </span>
        )}
        {fix !== null && mayFix && <Button onClick={() => onFix(fix.edits)}>{fix.label}</Button>}
      </div>
      <span className="grid content-start justify-items-end gap-0.5">
        <button
          type="button"
          onClick={() => onLine(problem.line)}
          className="link -my-0.5 min-h-6 rounded-tag px-1 text-xs"
        >
          Line {problem.line}
        </button>
        <CodeLink code={problem.code} />
      </span>
    </li>
  );
}
