'use client';
/** The ways on from an assistant: into the editor as a draft, or saved as one change set that can be undone. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { writeDraft } from '@/components/config/drafts';
import { changedByWrite } from '@/components/config/queries';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { useScopedHref } from '@/components/shell/scope';
import { sessionQuery } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { useToast } from '@/components/ui/toast';
import type { AssistantAbout, FieldProblem } from '@/lib/config/assistants/assistant';
import type { AssistantChange } from '@/lib/config/assistants/changes-of';
import type { Change } from '@/lib/config/changes/change';
import { objectHref, objectName } from '@/lib/config/identity';
import { saveChanges } from './mesh-query';
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
  const saving = useSaving(about, onSaved);
  const openInEditor = useOpenInEditor();
  const { changes } = result;
  const reason = reasonAgainst(result, problems, session?.mayWrite === true);
  return (
    <div className="border-line border-t bg-surface">
      {saving.problem !== null && <ProblemState compact problem={saving.problem} />}
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
          busy={saving.busy}
          disabled={reason !== null}
          onClick={() => void saving.save(changes)}
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

function useSaving(about: AssistantAbout, onSaved: ResultBarProps['onSaved']) {
  const { data: session } = useQuery(sessionQuery);
  const client = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const undo = async (changes: readonly Change[]) => {
    try {
      await saveChanges(changes);
      toast({ title: 'Everything is as it was before', tone: 'healthy' });
    } catch (error) {
      const description = error instanceof AnswerProblem ? error.message : 'It could not be taken back.';
      toast({ title: 'The change was not undone', description, tone: 'failing' });
    }
    await client.invalidateQueries(changedByWrite);
  };
  const save = async (changes: readonly Change[]) => {
    setBusy(true);
    setProblem(null);
    try {
      const done = await saveChanges(changes);
      for (const { id } of changes) writeDraft(session?.user ?? '', id, null);
      const [first] = changes;
      toast({
        title:
          changes.length === 1 && first !== undefined
            ? `${about.title}: ${objectName(first.id)} was saved`
            : `${about.title}: ${changes.length} objects were saved`,
        tone: 'healthy',
        action: { label: 'Undo', onSelect: () => void undo(done.undo) },
      });
      await client.invalidateQueries(changedByWrite);
      onSaved(changes);
    } catch (error) {
      setProblem(error);
      await client.invalidateQueries(changedByWrite);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, save };
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
