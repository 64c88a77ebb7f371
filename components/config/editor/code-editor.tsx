'use client';
/**
 * The YAML editor. It owns its text while it is open; what changes goes out by `onText`, what should be done comes in
 * through `handle`, and what is known of the text comes from `desk`. Loaded only where an object is open.
 */
import { completionStatus } from '@codemirror/autocomplete';
import { redo, undo } from '@codemirror/commands';
import { openSearchPanel } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useNonce } from '@/components/shell/nonce';
import type { TextEdit, TextProblem } from '@/lib/config/yaml/problem';
import { setStoredText } from './changed-lines';
import { meshCompletion } from './completion';
import type { TextDesk } from './desk-client';
import { applyTextEdits, showProblems } from './diagnostics';
import { editorExtensions, setReadOnly } from './extensions';
import { following } from './following';
import { meshHover, type NamedReference } from './hover';
import { type LineRate, liveRates, setLineRates } from './live-rates';
import { ProblemCard } from './problem-card';
import { useLineOfUrl } from './use-line-of-url';

export interface CodeEditorHandle {
  goToLine(line: number): void;
  goToOffset(offset: number): void;
  applyEdits(edits: readonly TextEdit[]): void;
  /** Replaces the whole text, as one step for undo. */
  setText(text: string): void;
  undo(): void;
  redo(): void;
  search(): void;
  /** Marks problems in the text that they are of; nothing where the text is another by now. */
  showProblems(problems: readonly TextProblem[], of: string): void;
}

/** Where the cursor is: line and column from 1, offset from 0. */
export interface CursorPlace {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface CodeEditorProps {
  label: string;
  initialText: string;
  /** Null = not stored yet. */
  storedText: string | null;
  readOnly: boolean;
  problems: readonly TextProblem[];
  /** The text that they are of; null where they came with the page. */
  problemsOf: string | null;
  /** What rules of the stored text carry, by its lines. */
  lineRates?: readonly LineRate[];
  handle: RefObject<CodeEditorHandle | null>;
  /** The text as it will stand, before it is drawn: time for what is judged beside the page. */
  onEdit: (text: string) => void;
  /** `isTyped`: by a key, after which another may come at once. */
  onText: (text: string, isTyped: boolean) => void;
  onCursor: (place: CursorPlace) => void;
  onSave: () => void;
  desk: () => TextDesk | null;
  onGoTo: (reference: NamedReference) => void;
  onFormat: () => void;
  /** A text was pasted; the editor has taken it in. */
  onPasteObjects: (text: string) => void;
}

export function CodeEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const nonce = useNonce();
  const latest = useRef(props);
  latest.current = props;
  const [view, setView] = useState<EditorView | null>(null);
  const [moved, setMoved] = useState(0);

  // One editor for the life of the component; everything that changes reaches it by transactions.
  useEffect(() => {
    if (host.current === null) return;
    const { initialText, readOnly, label } = latest.current;
    const follow = following();
    const created = new EditorView({
      parent: host.current,
      dispatchTransactions: (transactions, own) => {
        const last = transactions.findLast((one) => one.docChanged);
        if (last !== undefined) latest.current.onEdit(last.newDoc.toString());
        own.update(transactions);
      },
      state: EditorState.create({
        doc: initialText,
        extensions: [
          keymap.of([
            { key: 'Mod-s', preventDefault: true, run: () => done(latest.current.onSave) },
            { key: 'Shift-Alt-f', preventDefault: true, run: () => done(latest.current.onFormat) },
            { key: 'Alt-Enter', run: (own) => applyFirstFix(own, latest.current.problems) },
          ]),
          meshCompletion(() => latest.current.desk()),
          meshHover({
            desk: () => latest.current.desk(),
            onGoTo: (reference) => latest.current.onGoTo(reference),
          }),
          editorExtensions({ readOnly, nonce, label }),
          liveRates,
          // Invisible, and to the parser no part of an object.
          EditorView.clipboardInputFilter.of((text) => text.replace(/^\ufeff/, '')),
          EditorView.updateListener.of((update) => {
            const isTyped = update.transactions.some(
              (one) => one.isUserEvent('input.type') || one.isUserEvent('delete'),
            );
            if (update.docChanged) latest.current.onText(update.state.doc.toString(), isTyped);
            const isSuggesting = completionStatus(update.state) !== completionStatus(update.startState);
            const isElsewhere = update.geometryChanged || update.viewportChanged;
            const isMoved = update.docChanged || update.selectionSet || isSuggesting;
            if (isMoved || isElsewhere) {
              // Marks that come after a key may only move lines, and must not hurry the page.
              follow(isTyped || !isMoved, () => {
                latest.current.onCursor(placeOf(update.view.state));
                setMoved((n) => n + 1);
              });
            }
          }),
          EditorView.domEventHandlers({
            scroll: () => setMoved((n) => n + 1),
            paste: (event) => {
              const text = event.clipboardData?.getData('text/plain') ?? '';
              // After the editor's own handling, which is then one step to take back.
              if (!latest.current.readOnly && text !== '')
                setTimeout(() => latest.current.onPasteObjects(text), 0);
              return false;
            },
          }),
        ],
      }),
    });
    const onScroll = () => setMoved((n) => n + 1);
    created.scrollDOM.addEventListener('scroll', onScroll, { passive: true });
    latest.current.handle.current = handleOf(created, !readOnly);
    setView(created);
    latest.current.onCursor(placeOf(created.state));
    return () => {
      follow.end();
      created.scrollDOM.removeEventListener('scroll', onScroll);
      latest.current.handle.current = null;
      created.destroy();
    };
  }, [nonce]);

  useLineOfUrl(props.handle, view !== null);
  const { storedText, problems, problemsOf, readOnly } = props;
  useEffect(() => view?.dispatch({ effects: setStoredText.of(storedText) }), [view, storedText]);
  const { lineRates } = props;
  useEffect(() => {
    // Their lines are those of the stored text; edits made since then move them along.
    if (lineRates === undefined || view?.state.doc.toString() !== storedText) return;
    view.dispatch({ effects: setLineRates.of(lineRates) });
  }, [view, lineRates, storedText]);
  const { handle } = props;
  useEffect(() => {
    if (view === null) return;
    if (view.state.readOnly !== readOnly) view.dispatch({ effects: setReadOnly(readOnly) });
    handle.current = handleOf(view, !readOnly);
  }, [view, readOnly, handle]);
  useEffect(() => {
    if (view !== null) showProblems(view, problems, problemsOf, !readOnly);
  }, [view, problems, problemsOf, readOnly]);

  return (
    <div className="relative min-h-0 min-w-0 overflow-hidden">
      <div ref={host} className="h-full [&_.cm-editor]:h-full" />
      {view !== null && <ProblemCard view={view} problems={problems} moved={moved} mayFix={!readOnly} />}
    </div>
  );
}

function placeOf(state: EditorState): CursorPlace {
  const offset = state.selection.main.head;
  const line = state.doc.lineAt(offset);
  return { line: line.number, column: offset - line.from + 1, offset };
}

function applyFirstFix(view: EditorView, problems: readonly TextProblem[]): boolean {
  const line = view.state.doc.lineAt(view.state.selection.main.head).number;
  const fix = problems.find((problem) => problem.line === line && problem.fix !== null)?.fix;
  if (fix === undefined || fix === null) return false;
  applyTextEdits(view, fix.edits);
  return true;
}

function handleOf(view: EditorView, mayFix: boolean): CodeEditorHandle {
  const goTo = (offset: number) => {
    const anchor = Math.min(Math.max(0, offset), view.state.doc.length);
    view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    view.focus();
  };
  return {
    goToLine: (number) => {
      const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
      goTo(line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0));
    },
    goToOffset: goTo,
    applyEdits: (edits) => applyTextEdits(view, edits),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    undo: () => {
      undo(view);
      view.focus();
    },
    redo: () => {
      redo(view);
      view.focus();
    },
    search: () => openSearchPanel(view),
    showProblems: (problems, of) => showProblems(view, problems, of, mayFix),
  };
}

function done(act: () => void): true {
  act();
  return true;
}
