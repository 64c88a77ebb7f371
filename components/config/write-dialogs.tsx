'use client';
/** The dialogs around a save: the review before it, and the conflict that may come of it. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useScopedHref } from '@/components/shell/scope';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { Conflict, ElsewhereAnswer } from '@/lib/config/contract';
import type { JudgedProblem } from '@/lib/config/judgement';
import type { ObjectId } from '@/lib/config/store';
import { configObjectQuery } from './queries';
import type { ObjectDraft } from './use-object-draft';
import type { ObjectWrites } from './use-object-writes';

const conflictDialog = new DeferredPart(async () => (await import('./object-dialogs')).ConflictDialog);
const saveDialog = new DeferredPart(async () => (await import('./object-dialogs')).SaveDialog);

export interface WriteDialogsProps {
  id: ObjectId;
  draft: ObjectDraft;
  writes: ObjectWrites;
  reviewing: boolean;
  onReviewing: (reviewing: boolean) => void;
  changes: string;
  problems: readonly JudgedProblem[];
  newProblems: readonly JudgedProblem[];
  elsewhere: readonly ElsewhereAnswer[];
  onReplace: (text: string) => void;
  onStoredAgain: () => void;
  /** What the store says against the text; null = it would take it. The same function with every drawing. */
  onRefused: (problem: unknown) => void;
  onLine: (line: number) => void;
}

export function WriteDialogs(props: WriteDialogsProps) {
  const { id, draft, writes, onReviewing } = props;
  const client = useQueryClient();
  const router = useRouter();
  const scoped = useScopedHref();
  const { conflict } = writes;
  const SaveDialog = useDeferred(saveDialog, props.reviewing);
  const ConflictDialog = useDeferred(conflictDialog, conflict !== null);
  /** Goes on from what is stored now; `text` null keeps the own one. */
  const goOn = (text: string | null) => {
    draft.setBase(conflict?.theirs ?? null);
    if (text !== null) props.onReplace(text);
    writes.clearConflict();
    onReviewing(false);
    props.onStoredAgain();
  };
  const takeTheirs = ({ theirs }: Conflict) => {
    if (theirs !== null) return goOn(theirs.text);
    draft.drop();
    writes.clearConflict();
    client.removeQueries({ queryKey: configObjectQuery(id).queryKey });
    router.push(scoped('/config') as '/config');
  };
  return (
    <>
      {SaveDialog !== null && (
        <SaveDialog
          id={id}
          open={props.reviewing && conflict === null}
          onOpenChange={(open) => {
            onReviewing(open);
            if (!open) writes.clearProblem();
          }}
          storedText={draft.base?.text ?? null}
          text={draft.text}
          changes={props.changes}
          version={draft.base?.version ?? null}
          problems={props.problems}
          newProblems={props.newProblems}
          elsewhere={props.elsewhere}
          busy={writes.busy}
          problem={writes.problem}
          onConflict={writes.showConflict}
          onRefused={props.onRefused}
          onLine={(line) => {
            onReviewing(false);
            writes.clearProblem();
            props.onLine(line);
          }}
          onSave={() => void writes.save().then((done) => done && onReviewing(false))}
        />
      )}
      {conflict !== null && ConflictDialog !== null && (
        <ConflictDialog
          id={id}
          conflict={conflict}
          base={draft.base?.text ?? null}
          yours={draft.text}
          onClose={() => {
            writes.clearConflict();
            onReviewing(false);
          }}
          onKeepMine={() => goOn(null)}
          onTakeTheirs={() => takeTheirs(conflict)}
          onMerge={goOn}
        />
      )}
    </>
  );
}
