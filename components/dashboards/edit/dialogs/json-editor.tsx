'use client';
/** The whole dashboard as text: colours, folding, search, the first mistake underlined. Loaded when it is wanted. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
// JSON is YAML too, and that grammar is here already.
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorTheme } from '@/components/config/editor/theme';
import { useNonce } from '@/components/shell/nonce';

export interface JsonEditorProps {
  readonly label: string;
  /** At the beginning; what is typed later is told. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function JsonEditor({ label, text, onText }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const first = useRef(text);
  const latest = useRef(onText);
  latest.current = onText;
  const nonce = useNonce();
  useEffect(() => {
    if (host.current === null) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          lineNumbers(),
          foldGutter(),
          codeFolding(),
          highlightActiveLine(),
          drawSelection(),
          history(),
          bracketMatching(),
          search({ top: true }),
          yaml(),
          editorTheme,
          keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, indentWithTab]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [nonce, label]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
