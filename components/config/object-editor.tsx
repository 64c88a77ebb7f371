'use client';
/** The object's page once it is there: references above, text at the left, meaning and findings at the right. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { PageBadges } from '@/components/shell/page';
import { sessionQuery } from '@/components/shell/session';
import { useWriteRights } from '@/components/shell/write-rights';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { ProblemState } from '@/components/ui/problem-state';
import type { Assessment, ConfigObject } from '@/lib/config/contract';
import { objectName } from '@/lib/config/identity';
import type { JudgedProblem } from '@/lib/config/judgement';
import { changesText, lineChanges } from '@/lib/config/line-diff';
import type { ObjectId } from '@/lib/config/store';
import type { TextEdit } from '@/lib/config/yaml/problem';
import { AssistantsMenu } from './assistants/assistants-menu';
import type { CodeEditorHandle } from './editor/code-editor';
import type { EditorView } from './editor-toolbar';
import { MeaningPanel } from './meaning-panel';
import { ObjectActions } from './object-actions';
import { ObjectBadges } from './object-badges';
import { ObjectNotice } from './object-notice';
import { appearedElsewhere, problemKey, stopsSave } from './problem-set';
import { ReferencesBar } from './references-bar';
import { SaveBar } from './save-bar';
import { TextPane } from './text-pane';
import { type AssessedText, useAssessment } from './use-assessment';
import { useGoToObject } from './use-go-to-object';
import { useLeaveGuard } from './use-leave-guard';
import { type ObjectDraft, useObjectDraft } from './use-object-draft';
import { useObjectWrites } from './use-object-writes';
import { useRefusal } from './use-refusal';
import { WriteDialogs } from './write-dialogs';

const leaveDialog = new DeferredPart(async () => (await import('./object-dialogs')).LeaveDialog);

export interface ObjectEditorProps {
  id: ObjectId;
  /** Null = a new object. */
  stored: ConfigObject['object'] | null;
  firstAssessment: Assessment | undefined;
  /** Deleted by someone else since it was opened. */
  isGone: boolean;
  /** Asks the server again what is stored. */
  onStoredAgain: () => void;
}

export function ObjectEditor({ id, stored, firstAssessment, isGone, onStoredAgain }: ObjectEditorProps) {
  const { data: session } = useQuery(sessionQuery);
  const rights = useWriteRights(id);
  const mayWrite = stored === null ? rights.create : rights.update;
  const draft = useObjectDraft(id, stored, mayWrite ? (session?.user ?? null) : null);
  const editor = useRef<CodeEditorHandle | null>(null);
  const replaceText = useCallback((text: string) => editor.current?.setText(text), []);
  const writes = useObjectWrites(id, draft, replaceText);
  useFollowStored(draft, replaceText);
  useFollowOpened(draft, replaceText);
  const guard = useLeaveGuard(draft.isChanged && mayWrite && draft.base !== null);
  const LeaveDialog = useDeferred(leaveDialog, guard.target !== null);
  const [view, setView] = useState<EditorView>('text');
  const [reviewing, setReviewing] = useState(false);
  const refusal = useRefusal();
  const judged = useAssessment(id, draft.text, firstAssessment, draft.base?.version ?? null, (found, of) =>
    editor.current?.showProblems([...found, ...refusal.of(of)], of),
  );
  const assessed = useWithRefusal(judged, refusal.of(draft.text));
  const asked = useRef(draft.text);
  asked.current = draft.text;
  const { tell } = refusal;
  const onRefused = useCallback((problem: unknown) => tell(asked.current, problem), [tell]);
  useEffect(() => {
    if (writes.problem !== null) onRefused(writes.problem);
  }, [writes.problem, onRefused]);
  const { assessment, elsewhere, open: problems } = assessed;
  const changes = useChanges(draft);
  const errors = problems.filter(stopsSave);
  const isNew = useIsNew(draft, firstAssessment);
  const goToLine = useCallback((line: number) => {
    setView('text');
    editor.current?.goToLine(line);
  }, []);
  const fix = useCallback((edits: readonly TextEdit[]) => editor.current?.applyEdits(edits), []);
  const goToObject = useGoToObject(mayWrite);
  const review = () => setReviewing(mayWrite && draft.isChanged && errors.length === 0);
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[40px_auto_minmax(0,1fr)_auto]">
      <PageBadges>
        <ObjectBadges
          problems={problems}
          isUnsaved={draft.isChanged && mayWrite}
          readOnlyBecause={
            mayWrite || session === undefined ? null : (rights.because ?? readOnlyText(session.readOnly))
          }
        />
      </PageBadges>
      <ReferencesBar id={id} references={assessment?.references} origin={stored?.origin ?? null}>
        {draft.base !== null && <AssistantsMenu id={id} />}
        {mayWrite && draft.base !== null && (
          <ObjectActions id={id} draft={draft} writes={writes} references={assessment?.references} />
        )}
      </ReferencesBar>
      <div>
        <ObjectNotice
          draft={draft}
          isGone={isGone}
          mayWrite={mayWrite}
          writes={writes}
          onReplace={replaceText}
        />
        {writes.problem !== null && !reviewing && <ProblemState compact problem={writes.problem} />}
      </div>
      <div className="flex min-h-0 min-w-0">
        <TextPane
          id={id}
          draft={draft}
          editor={editor}
          view={view}
          onView={setView}
          changeCount={changes.length}
          assessed={assessed}
          readOnly={!mayWrite}
          onSave={review}
          onGoTo={goToObject}
        />
        <MeaningPanel
          id={id}
          drafts={draft.isChanged || draft.base === null ? [{ id, text: draft.text }] : []}
          kind={id.kind}
          assessment={assessment}
          problems={assessed.problems}
          elsewhere={elsewhere}
          isNew={isNew}
          isOutdated={assessed.isOutdated}
          mayFix={mayWrite}
          onLine={goToLine}
          onFix={fix}
        />
      </div>
      {mayWrite && draft.isChanged && (
        <SaveBar
          changes={changes.text}
          newFindings={[...problems.filter(isNew), ...appearedElsewhere(elsewhere)]}
          errorLine={errors[0]?.line ?? null}
          onLine={goToLine}
          onDiscard={() => replaceText(draft.base?.text ?? draft.initialText)}
          onReview={review}
        />
      )}
      <WriteDialogs
        id={id}
        draft={draft}
        writes={writes}
        reviewing={reviewing}
        onReviewing={setReviewing}
        changes={changes.text}
        newProblems={problems.filter(isNew)}
        problems={problems}
        elsewhere={elsewhere}
        onReplace={replaceText}
        onStoredAgain={onStoredAgain}
        onRefused={onRefused}
        onLine={goToLine}
      />
      {LeaveDialog !== null && <LeaveDialog guard={guard} name={objectName(id)} onDrop={draft.drop} />}
    </div>
  );
}

function readOnlyText(isServerReadOnly: boolean): string {
  return isServerReadOnly
    ? 'Read only: this server changes nothing'
    : 'Read only: administrators may change it';
}

/** With what the store refused of this very text. */
function useWithRefusal(assessed: AssessedText, refused: readonly JudgedProblem[]): AssessedText {
  return useMemo(() => {
    if (refused.length === 0) return assessed;
    const { open, problems } = assessed;
    return { ...assessed, open: [...open, ...refused], problems: [...problems, ...refused] };
  }, [assessed, refused]);
}

/** How many lines differ from the stored text, and in words. */
function useChanges(draft: ObjectDraft): { length: number; text: string } {
  const { base, text } = draft;
  return useMemo(() => {
    if (base === null) return { length: 0, text: 'Not stored yet' };
    const changes = lineChanges(base.text, text);
    return { length: changes.length, text: changesText(changes) ?? 'Nothing changed' };
  }, [base, text]);
}

/** Tells the problems that came with the changes from those that the stored text has already. */
function useIsNew(draft: ObjectDraft, first: Assessment | undefined): (problem: JudgedProblem) => boolean {
  const known = useMemo(() => new Set((first?.problems ?? []).map(problemKey)), [first]);
  const isStored = draft.base !== null;
  return useCallback((problem) => isStored && !known.has(problemKey(problem)), [isStored, known]);
}

/** While nothing was typed, the text on screen is the stored one, also when someone else saves it. */
function useFollowStored(draft: ObjectDraft, replaceText: (text: string) => void): void {
  const { newer, isChanged, setBase } = draft;
  useEffect(() => {
    if (newer === null || isChanged) return;
    setBase(newer);
    replaceText(newer.text);
  }, [newer, isChanged, setBase, replaceText]);
}

/** Shows a draft that came back while the editor was there already. */
function useFollowOpened({ initialText }: ObjectDraft, replaceText: (text: string) => void): void {
  const shown = useRef(initialText);
  useEffect(() => {
    if (shown.current === initialText) return;
    shown.current = initialText;
    replaceText(initialText);
  }, [initialText, replaceText]);
}
