'use client';
/** The last look before a save: what it brings, what the store says, and what is stored beside what will be. */
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ProblemState } from '@/components/ui/problem-state';
import type { Conflict, ElsewhereAnswer } from '@/lib/config/contract';
import { objectName } from '@/lib/config/identity';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { ObjectId } from '@/lib/config/store';
import { DiffView } from './diff-view';
import { ManagersNote } from './managers/managers-note';
import { appearedElsewhere } from './problem-set';
import { RefusedIssues } from './refused-issues';
import { RehearsalLine } from './rehearsal-line';
import { ReviewFindings } from './review-findings';

export interface SaveDialogProps {
  id: ObjectId;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Null creates. */
  storedText: string | null;
  /** Of the stored text. */
  version: string | null;
  text: string;
  changes: string;
  problems: readonly JudgedProblem[];
  newProblems: readonly JudgedProblem[];
  elsewhere: readonly ElsewhereAnswer[];
  busy: boolean;
  problem: unknown;
  onSave: () => void;
  /** The store holds another text by now. */
  onConflict: (conflict: Conflict) => void;
  /** What the store says against the text; null = it would take it. The same function with every drawing. */
  onRefused: (problem: unknown) => void;
  onLine: (line: number) => void;
}

export function SaveDialog(props: SaveDialogProps) {
  const { id, open, onOpenChange, storedText, version, text, busy, problem, onSave } = props;
  const change = useMemo(() => [{ id, text, baseVersion: version }], [id, text, version]);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="full"
      title={storedText === null ? `Create ${objectName(id)}` : `Save ${objectName(id)}`}
      description={`${props.changes}. ${findingWords(props)}`}
      footer={
        <>
          <Button size="md" onClick={() => onOpenChange(false)}>
            Back to the text
          </Button>
          <Button size="md" variant="primary" busy={busy} onClick={onSave}>
            {storedText === null ? 'Create' : 'Save'}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {problem !== null && (
          <div>
            <ProblemState compact problem={problem} />
            <RefusedIssues problem={problem} onLine={props.onLine} />
          </div>
        )}
        {open && problem === null && (
          <RehearsalLine
            changes={change}
            onConflict={props.onConflict}
            onRefused={props.onRefused}
            onLine={props.onLine}
          />
        )}
        {open && storedText !== null && <ManagersNote id={id} text={text} />}
        <ReviewFindings newProblems={props.newProblems} elsewhere={props.elsewhere} />
        <div className="h-[46vh] overflow-hidden rounded-control border border-line">
          <DiffView
            before={storedText ?? ''}
            after={text}
            beforeLabel={storedText === null ? 'Nothing is stored yet' : 'Stored now'}
            afterLabel="After the save"
          />
        </div>
      </div>
    </Dialog>
  );
}

function findingWords({ problems, newProblems, elsewhere }: SaveDialogProps): string {
  const appeared = appearedElsewhere(elsewhere).length;
  const fresh = newProblems.length + appeared;
  const stays = problems.length - newProblems.length;
  const words = [
    fresh === 0 ? 'No new finding' : `${fresh} new ${fresh === 1 ? 'finding' : 'findings'}`,
    ...(appeared > 0 ? [`${appeared} of them in other objects`] : []),
    ...(stays > 0 ? [`${stays} ${stays === 1 ? 'stays' : 'stay'} as before`] : []),
  ];
  return `${words.join(', ')}.`;
}
