'use client';
/** The object's page once it is there: references above, text at the left, meaning and findings at the right. */
import { useQuery } from '@tanstack/react-query';
import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { PageBadges } from '@/components/shell/page';
import { sessionQuery } from '@/components/shell/session';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { ProblemState } from '@/components/ui/problem-state';
import type { TextCheck } from '@/lib/config/check/check-text';
import type { Assessment, ConfigObject } from '@/lib/config/contract';
import { objectName } from '@/lib/config/identity';
import { changesText, lineChanges } from '@/lib/config/line-diff';
import type { ObjectId } from '@/lib/config/store';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { ConflictDialog } from './conflict-dialog';
import { DiffView } from './diff-view';
import { writeDraft } from './drafts';
import type { CodeEditorHandle, CursorPlace } from './editor/code-editor';
import { LinesSkeleton } from './editor-skeleton';
import { EditorToolbar, type EditorView } from './editor-toolbar';
import { LeaveDialog } from './leave-dialog';
import { MeaningPanel } from './meaning-panel';
import { ObjectBadges } from './object-badges';
import { ObjectNotice } from './object-notice';
import { PlaceBar } from './place-bar';
import { assessmentQuery } from './queries';
import { ReferencesBar } from './references-bar';
import { SaveBar } from './save-bar';
import { SaveDialog } from './save-dialog';
import { useDebounced } from './use-debounced';
import { useLeaveGuard } from './use-leave-guard';
import { type ObjectDraft, useObjectDraft } from './use-object-draft';
import { useObjectWrites } from './use-object-writes';

const CodeEditor = dynamic(() => import('./editor/code-editor').then((module) => module.CodeEditor), {
  ssr: false,
  loading: LinesSkeleton,
});

const ASSESS_AFTER_MS = 350;

export interface ObjectEditorProps {
  id: ObjectId;
  /** Null = a new object. */
  stored: ConfigObject['object'] | null;
  firstAssessment: Assessment | undefined;
  /** Asks the server again what is stored. */
  onStoredAgain: () => void;
}

export function ObjectEditor({ id, stored, firstAssessment, onStoredAgain }: ObjectEditorProps) {
  const { data: session } = useQuery(sessionQuery);
  const mayWrite = session?.mayWrite === true;
  const draft = useObjectDraft(id, stored);
  const editor = useRef<CodeEditorHandle | null>(null);
  const replaceText = useCallback((text: string) => editor.current?.setText(text), []);
  const writes = useObjectWrites(id, draft, replaceText);
  useFollowStored(draft, replaceText);
  const guard = useLeaveGuard(draft.isChanged && mayWrite && draft.base !== null);
  const [view, setView] = useState<EditorView>('text');
  const [reviewing, setReviewing] = useState(false);
  const [place, setPlace] = useState<CursorPlace | null>(null);
  const { problems, assessment, check, setCheck, isOutdated } = useAssessment(
    id,
    draft.text,
    firstAssessment,
  );
  const changes = useMemo(
    () => (draft.base === null ? [] : lineChanges(draft.base.text, draft.text)),
    [draft.base, draft.text],
  );
  const errors = problems.filter((problem) => problem.severity === 'error');
  const known = useMemo(() => new Set((firstAssessment?.problems ?? []).map(problemKey)), [firstAssessment]);
  const isNew = (problem: TextProblem) => draft.base !== null && !known.has(problemKey(problem));
  const goToLine = (line: number) => {
    setView('text');
    editor.current?.goToLine(line);
  };
  const review = () => {
    if (mayWrite && draft.isChanged && errors.length === 0) setReviewing(true);
  };
  const said = draft.base === null ? 'Not stored yet' : (changesText(changes) ?? 'Nothing changed');
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[40px_auto_minmax(0,1fr)_auto]">
      <PageBadges>
        <ObjectBadges problems={problems} isUnsaved={draft.isChanged && mayWrite} />
      </PageBadges>
      <ReferencesBar
        id={id}
        references={assessment?.references}
        origin={stored?.origin ?? null}
        readOnlyBecause={mayWrite || session === undefined ? null : readOnlyText(session.readOnly)}
      >
        {mayWrite && draft.base !== null && (
          <Menu
            align="end"
            trigger={
              <IconButton label="More actions">
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
          >
            <MenuItem
              icon={<RotateCcw aria-hidden="true" />}
              disabled={writes.undoLastSave === null}
              onSelect={() => writes.undoLastSave?.()}
            >
              Undo the last save
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash2 aria-hidden="true" />} danger onSelect={writes.remove}>
              Delete {id.name}
            </MenuItem>
          </Menu>
        )}
      </ReferencesBar>
      <div>
        <ObjectNotice draft={draft} mayWrite={mayWrite} writes={writes} onReplace={replaceText} />
        {writes.problem !== null && !reviewing && <ProblemState compact problem={writes.problem} />}
      </div>
      <div className="flex min-h-0 min-w-0">
        <div className="grid min-h-0 min-w-0 flex-1 grid-rows-[40px_minmax(0,1fr)_28px] bg-surface">
          <EditorToolbar
            view={view}
            onView={setView}
            changeCount={changes.length}
            text={draft.text}
            fileName={`${id.name}.yaml`}
            readOnly={!mayWrite}
            editor={() => editor.current}
          />
          <div className={view === 'text' ? 'grid min-h-0 min-w-0' : 'hidden'}>
            <CodeEditor
              id={id}
              label={`YAML of ${objectName(id)}`}
              initialText={draft.initialText}
              storedText={draft.base?.text ?? null}
              readOnly={!mayWrite}
              problems={problems}
              handle={editor}
              onText={draft.setText}
              onCheck={setCheck}
              onCursor={setPlace}
              onSave={review}
            />
          </div>
          {view === 'difference' && draft.base !== null && (
            <DiffView
              before={draft.base.text}
              after={draft.text}
              beforeLabel="Stored"
              afterLabel="In the editor"
            />
          )}
          <PlaceBar
            path={check?.parsed?.positions.pathAt(place?.offset ?? 0) ?? []}
            place={place}
            isWrong={errors.some((problem) => problem.line === place?.line)}
          />
        </div>
        <MeaningPanel
          kind={id.kind}
          assessment={assessment}
          problems={problems}
          isNew={isNew}
          isOutdated={isOutdated}
          mayFix={mayWrite}
          onLine={goToLine}
          onFix={(edits) => editor.current?.applyEdits(edits)}
        />
      </div>
      {mayWrite && draft.isChanged && (
        <SaveBar
          changes={said}
          newFindings={errors.filter(isNew).length}
          errorLine={errors[0]?.line ?? null}
          onLine={goToLine}
          onDiscard={() => replaceText(draft.base?.text ?? draft.initialText)}
          onReview={review}
        />
      )}
      <SaveDialog
        id={id}
        open={reviewing}
        onOpenChange={(open) => {
          setReviewing(open);
          if (!open) writes.clearProblem();
        }}
        storedText={draft.base?.text ?? null}
        text={draft.text}
        changes={said}
        warnings={problems.filter((problem) => problem.severity === 'warning').length}
        busy={writes.busy}
        problem={writes.problem}
        onSave={() => void writes.save().then(() => setReviewing(false))}
      />
      {writes.conflict !== null && (
        <ConflictDialog
          id={id}
          conflict={writes.conflict}
          yours={draft.text}
          onClose={writes.clearConflict}
          onKeepMine={() => {
            draft.setBase(writes.conflict?.theirs ?? null);
            writes.clearConflict();
            onStoredAgain();
          }}
          onTakeTheirs={() => {
            const theirs = writes.conflict?.theirs ?? null;
            draft.setBase(theirs);
            if (theirs !== null) replaceText(theirs.text);
            writes.clearConflict();
            onStoredAgain();
          }}
        />
      )}
      <LeaveDialog guard={guard} name={objectName(id)} onDrop={() => writeDraft(id, null)} />
    </div>
  );
}

function readOnlyText(isServerReadOnly: boolean): string {
  return isServerReadOnly
    ? 'Read only: this server changes nothing.'
    : 'Read only: administrators may change it.';
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

function problemKey(problem: Pick<TextProblem, 'message' | 'path'>): string {
  return `${JSON.stringify(problem.path)} ${problem.message}`;
}

/** The check made here at once, and the server's word on the same text as soon as it is there. */
function useAssessment(id: ObjectId, text: string, first: Assessment | undefined) {
  const [checked, setChecked] = useState<{ check: TextCheck; text: string } | null>(null);
  const setCheck = useCallback((check: TextCheck, of: string) => setChecked({ check, text: of }), []);
  const settled = useDebounced(text, ASSESS_AFTER_MS);
  const answer = useQuery({
    ...assessmentQuery(id, settled),
    placeholderData: (before: Assessment | undefined) => before ?? first,
  });
  const isCurrent = settled === text && !answer.isPlaceholderData && answer.data !== undefined;
  const problems = (isCurrent ? answer.data?.problems : checked?.check.problems) ?? first?.problems ?? [];
  return {
    problems: problems as readonly TextProblem[],
    assessment: answer.data,
    check: checked?.text === text ? checked.check : null,
    setCheck,
    isOutdated: checked !== null && checked.check.parsed === null,
  };
}
