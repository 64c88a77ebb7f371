'use client';
/** The left side: tools, the text or its difference, and the place of the cursor. */
import dynamic from 'next/dynamic';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useToast } from '@/components/ui/toast';
import { objectName } from '@/lib/config/identity';
import { pathAround } from '@/lib/config/language/outline';
import type { ObjectId } from '@/lib/config/store';
import { DiffView } from './diff-view';
import type { CodeEditorHandle, CursorPlace } from './editor/code-editor';
import { following } from './editor/following';
import type { NamedReference } from './editor/hover';
import { LinesSkeleton } from './editor-skeleton';
import { EditorToolbar, type EditorView } from './editor-toolbar';
import { useLineRates } from './live/use-line-rates';
import { PlaceBar } from './place-bar';
import type { AssessedText } from './use-assessment';
import type { ObjectDraft } from './use-object-draft';
import { usePastedObjects } from './use-pasted-objects';

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
  onGoTo: (reference: NamedReference) => void;
}

export function TextPane(props: TextPaneProps) {
  const { id, draft, editor, view, assessed, readOnly } = props;
  const toast = useToast();
  const pasted = usePastedObjects(editor);
  const lineRates = useLineRates(id, draft.base !== null);
  /** As it stands in the editor, of which the page hears a moment later. */
  const newest = useRef(draft.text);
  const desk = useRef(assessed.desk);
  desk.current = assessed.desk;
  const readText = useCallback(() => newest.current, []);
  const format = useCallback(() => {
    void formatted(newest.current, desk.current).then((text) => {
      if (text !== null) return editor.current?.setText(text);
      toast({ title: 'The text cannot be formatted', description: 'Mend what Findings names first.' });
    });
  }, [editor, toast]);
  const goToOffset = useCallback((offset: number) => editor.current?.goToOffset(offset), [editor]);
  const [follow] = useState(following);
  useEffect(() => follow.end, [follow]);
  const typed = useLastLetters(draft);
  const { setText } = draft;
  const edited = (text: string) => {
    newest.current = text;
    typed.current = text;
    // Judged beside the page; the letter and what is found are painted before the page takes it in.
    assessed.desk()?.check(text);
  };
  const [place, setPlace] = useState<CursorPlace | null>(null);
  const { outline, open: problems } = assessed;
  return (
    <div className="grid min-h-0 min-w-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[40px_minmax(0,1fr)_28px] bg-surface">
      <EditorToolbar
        view={view}
        onView={props.onView}
        changeCount={props.changeCount}
        readText={readText}
        fileName={`${id.name}.yaml`}
        readOnly={readOnly}
        editor={editor}
        onFormat={format}
      />
      <div className={view === 'text' ? 'grid min-h-0 min-w-0' : 'hidden'}>
        <CodeEditor
          label={`YAML of ${objectName(id)}`}
          initialText={draft.initialText}
          storedText={draft.base?.text ?? null}
          readOnly={readOnly}
          problems={problems}
          problemsOf={assessed.of}
          lineRates={lineRates}
          handle={editor}
          onEdit={edited}
          onText={(text, isTyped) => follow(isTyped, () => setText(text))}
          onCursor={setPlace}
          onSave={props.onSave}
          desk={assessed.desk}
          onGoTo={props.onGoTo}
          onFormat={format}
          onPasteObjects={(text) => void pasted(text)}
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
        path={pathAround(outline, place?.offset ?? 0)}
        outline={outline}
        onGoTo={goToOffset}
        place={place}
        isWrong={problems.some(({ line, severity }) => severity === 'error' && line === place?.line)}
      />
    </div>
  );
}

/**
 * What was typed and the page has not taken in yet; a page that is left meanwhile writes it down, so that a reload right
 * after the last key loses no letter.
 */
function useLastLetters(draft: ObjectDraft): RefObject<string | null> {
  const typed = useRef<string | null>(null);
  const keep = useRef(draft.keep);
  keep.current = draft.keep;
  useEffect(() => {
    if (typed.current === draft.text) typed.current = null;
  }, [draft.text]);
  useEffect(() => {
    const leave = () => {
      if (typed.current !== null) keep.current(typed.current);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return typed;
}

/** Null where it cannot be formatted. */
async function formatted(text: string, desk: AssessedText['desk']): Promise<string | null> {
  return (await desk()?.format(text)) ?? null;
}
