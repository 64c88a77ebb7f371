/** What a refusal names, each with the way to its line. */
import { AnswerProblem } from '@/components/shell/answer-problem';
import { Button } from '@/components/ui/button';

export interface RefusedIssuesProps {
  problem: unknown;
  onLine: (line: number) => void;
}

export function RefusedIssues({ problem, onLine }: RefusedIssuesProps) {
  const issues = problem instanceof AnswerProblem ? problem.issues.filter(({ path }) => path.length > 0) : [];
  if (issues.length === 0) return null;
  return (
    <ul aria-label="What is refused" className="grid gap-1 px-3 pb-2 text-sm">
      {issues.map(({ message, path, line }) => (
        <li key={`${path.join('.')} ${message}`} className="flex items-start gap-2">
          <p className="min-w-0 flex-1 text-pretty">
            <span className="font-mono text-xs">{path.join('.')}</span> {message}
          </p>
          {line !== undefined && (
            <Button variant="quiet" onClick={() => onLine(line)}>
              Go to line {line}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
