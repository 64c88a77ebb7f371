'use client';
/** Why the store would not take the drafts: each mistake at its line, each object that somebody changed meanwhile. */
import { useQuery } from '@tanstack/react-query';
import { OctagonAlert, Users } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { KeptDraft } from '@/components/config/drafts';
import { AnswerProblem, type ProblemIssue } from '@/components/shell/answer-problem';
import { ProblemState } from '@/components/ui/problem-state';
import { objectKey, objectName } from '@/lib/config/identity';
import { useEditHref } from './use-edit-href';

export interface RefusedPlanProps {
  problem: Error;
  drafts: readonly KeptDraft[];
  onRetry: () => void;
}

export function RefusedPlan({ problem, drafts, onRetry }: RefusedPlanProps) {
  const isConflict = problem instanceof AnswerProblem && problem.code === 'conflict';
  const issues = problem instanceof AnswerProblem ? problem.issues : [];
  return (
    <>
      <ProblemState compact problem={problem} onRetry={onRetry} className="px-4" />
      {isConflict && <Conflicts data={problem.data} />}
      {issues.length > 0 && (
        <List label="Mistakes">
          {issues.map((issue) => (
            <Issue key={`${issue.line}:${issue.column}:${issue.message}`} issue={issue} drafts={drafts} />
          ))}
        </List>
      )}
    </>
  );
}

function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="grid gap-1.5 px-4 pb-3 text-sm">
      {children}
    </ul>
  );
}

/** The message names its object first. */
function Issue({ issue, drafts }: { issue: ProblemIssue; drafts: readonly KeptDraft[] }) {
  const editHref = useEditHref();
  const draft = drafts.find(({ id }) => issue.message.startsWith(`${objectName(id)}: `));
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2">
      <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 text-failing" />
      <span className="text-pretty">{issue.message}</span>
      {draft !== undefined && (
        <Link href={editHref(draft, issue.line) as '/config'} className="link whitespace-nowrap text-xs">
          {issue.line === undefined ? 'Open' : `Line ${issue.line}`}
        </Link>
      )}
    </li>
  );
}

function Conflicts({ data }: { data: unknown }) {
  const editHref = useEditHref();
  const { data: conflicts = [] } = useQuery({
    queryKey: ['config', 'conflicts-read', data],
    queryFn: async () => {
      const { changesConflictSchema } = await import('@/lib/config/changes/contract');
      const read = changesConflictSchema.safeParse(data);
      return read.success ? read.data.conflicts : [];
    },
    gcTime: 0,
  });
  if (conflicts.length === 0) return null;
  return (
    <List label="Changed meanwhile">
      {conflicts.map(({ id, theirs }) => (
        <li key={objectKey(id)} className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2">
          <Users aria-hidden="true" className="mt-0.5 size-4 text-degraded" />
          <span>
            {objectName(id)} was {theirs === null ? 'deleted' : 'changed'} by someone else.
          </span>
          <Link
            href={editHref({ id, version: theirs === null ? null : theirs.version }) as '/config'}
            className="link whitespace-nowrap text-xs"
          >
            Compare the texts
          </Link>
        </li>
      ))}
    </List>
  );
}
