'use client';
/** The left side: tools, the text or its difference, and the place of the cursor. */
import dynamic from 'next/dynamic';
import { type RefObject, useState } from 'react';
import { objectName } from '@/lib/config/identity';
import type { ObjectId } from '@/lib/config/store';
import { DiffView } from './diff-view';
import type { CodeEditorHandle, CursorPlace } from './editor/code-editor';
import { LinesSkeleton } from './editor-skeleton';
import { EditorToolbar, type EditorView } from './editor-toolbar';
import { PlaceBar } from './place-bar';
import type { AssessedText } from './use-assessment';
import type { ObjectDraft } from './use-object-draft';

const CodeEditor = dynamic(() => import('./editor/code-editor').then((module) => module.CodeEditor), {
  ssr: false,
  loading: LinesSkeleton,
});

export interface TextPaneProps {
  id: ObjectId;
  draft: ObjectDraft;
  editor: RefObject<CodeEditorHandle | null>;
  view: EditorView;
  onView: (view: EditorView) => void;
  changeCount: number;
  assessed: AssessedText;
  readOnly: boolean;
  onSave: () => void;
}

export function TextPane(props: TextPaneProps) {
  const { id, draft, editor, view, assessed, readOnly } = props;
  const [place, setPlace] = useState<CursorPlace | null>(null);
  const { problems, check, setCheck } = assessed;
  return (
    <div className="grid min-h-0 min-w-0 flex-1 grid-rows-[40px_minmax(0,1fr)_28px] bg-surface">
      <EditorToolbar
        view={view}
        onView={props.onView}
        changeCount={props.changeCount}
        text={draft.text}
        fileName={`${id.name}.yaml`}
        readOnly={readOnly}
        editor={() => editor.current}
      />
      <div className={view === 'text' ? 'grid min-h-0 min-w-0' : 'hidden'}>
        <CodeEditor
          id={id}
          label={`YAML of ${objectName(id)}`}
          initialText={draft.initialText}
          storedText={draft.base?.text ?? null}
          readOnly={readOnly}
          problems={problems}
          handle={editor}
          onText={draft.setText}
          onCheck={setCheck}
          onCursor={setPlace}
          onSave={props.onSave}
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
        isWrong={problems.some(({ line, severity }) => severity === 'error' && line === place?.line)}
      />
    </div>
  );
}
