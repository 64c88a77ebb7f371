'use client';
/** The ways on from an assistant: into the editor as a draft, or saved as one change set that can be undone. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { DoneNotice } from '@/components/config/changes/done-notice';
import { FailedWrite } from '@/components/config/changes/failed-write';
import { useChangeSet } from '@/components/config/changes/use-change-set';
import { writeDraft } from '@/components/config/drafts';
import { SetManagers } from '@/components/config/managers/set-managers';
import { useScopedHref } from '@/components/shell/scope';
import { sessionQuery } from '@/components/shell/session';
import { useReasonAgainst } from '@/components/shell/write-rights';
import { Button } from '@/components/ui/button';
import type { AssistantAbout, FieldProblem } from '@/lib/config/assistants/assistant';
import type { AssistantChange } from '@/lib/config/assistants/changes-of';
import type { Change } from '@/lib/config/changes/change';
import { objectHref } from '@/lib/config/identity';
import { hasErrors } from './result-findings';
import type { AssistantResult } from './use-result';

export interface ResultBarProps {
  about: AssistantAbout;
  problems: readonly FieldProblem[];
  result: AssistantResult;
  onStartAgain: () => void;
  /** Once the mesh is read anew. */
  onSaved: (changes: readonly Change[]) => void;
}

export function ResultBar({ about, problems, result, onStartAgain, onSaved }: ResultBarProps) {
  const { data: session } = useQuery(sessionQuery);
  const set = useChangeSet();
  const openInEditor = useOpenInEditor();
  const { changes } = result;
  const refused = useReasonAgainst(changes);
  const reason = reasonAgainst(result, problems, session?.mayWrite === true) ?? refused;
  const last = set.done.find(({ title }) => title === about.title);
  const save = async () => {
    if (await set.save(changes, about.title)) onSaved(changes);
  };
  return (
    <div className="border-line border-t bg-surface">
      {set.problem !== null && <FailedWrite problem={set.problem} />}
      {last !== undefined && (
        <DoneNotice
          done={last}
          busy={set.busy}
          onUndo={() => void set.undo(last)}
          onForget={() => set.forget(last)}
        />
      )}
      <div className="max-h-[24vh] overflow-y-auto">
        {/* Not before it stands still and could be saved. */}
        {reason === null && <SetManagers changes={changes} />}
      </div>
      <div className="flex min-h-12 flex-wrap items-center gap-2 px-4 py-2">
        <Button variant="quiet" onClick={onStartAgain}>
          Start again
        </Button>
        <span className="ml-auto text-right text-text-2 text-xs">{reason}</span>
        <Button size="md" disabled={changes.length === 0} onClick={() => openInEditor(changes)}>
          Open in the editor
        </Button>
        <Button
          size="md"
          variant="primary"
          busy={set.busy}
          disabled={reason !== null}
          onClick={() => void save()}
        >
          Save
        </Button>
      </div>
    </div>
  );
}

/** Why it cannot be saved now; null when it can. */
function reasonAgainst(
  { changes, assessments, unchecked, isPending }: AssistantResult,
  problems: readonly FieldProblem[],
  mayWrite: boolean,
): string | null {
  if (problems[0] !== undefined) return problems[0].message;
  if (isPending || changes.length === 0) return isPending ? 'Being read' : 'Nothing to save';
  if (!mayWrite) return 'Administrators may save it';
  if (unchecked !== null) return 'It could not be checked';
  if (hasErrors(assessments)) return 'An error speaks against it';
  const isUnderWay = assessments.some((answer, index) => answer === null && changes[index]?.text !== null);
  return isUnderWay ? 'Being checked' : null;
}

/** Leaves every text as a draft of its object and opens the last one, which refers to the others. */
function useOpenInEditor(): (changes: readonly AssistantChange[]) => void {
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery);
  const scoped = useScopedHref();
  return (changes) => {
    const texts = changes.filter(({ text }) => text !== null);
    for (const { id, text, baseVersion, before } of texts) {
      if (text === null || session === undefined) continue;
      writeDraft(session.user, id, { text, version: baseVersion, baseText: before });
    }
    const opened = texts[0];
    if (opened === undefined) return;
    if (texts.length > 1) {
      router.push(scoped('/config/changes') as Route);
      return;
    }
    const isNew = opened.baseVersion === null ? '?new=1' : '';
    router.push(scoped(`${objectHref(opened.id)}${isNew}`) as Route);
  };
}
