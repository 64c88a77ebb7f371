'use client';
/** A line or more of PromQL: colours, completion with what the store has, mistakes underlined. Loaded after the page. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewlineAndIndent } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { editorTheme } from '@/components/config/editor/theme';
import { useNonce } from '@/components/shell/nonce';
import { maskedGlobals, maskedVariables } from '@/lib/promql/mask';
import { syntaxMistake } from '@/lib/promql/syntax';
import { editorClient } from './editor-client';
import type { LookupWindow } from './lookups';

export interface PromqlEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter. */
  readonly onRun: () => void;
  /** In which names are looked up. */
  readonly window: () => LookupWindow;
  /** The text may hold variables of a dashboard. */
  readonly templated?: boolean;
}

export function PromqlEditor(props: PromqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const cache = useQueryClient();
  const nonce = useNonce();
  const { label, templated = false } = props;

  useEffect(() => {
    if (host.current === null) return;
    const promql = new PromQLExtension()
      .activateLinter(false)
      .setComplete({ remote: editorClient(cache, () => latest.current.window()) });
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          Prec.high(keymap.of([...closeBracketsKeymap, ...completionKeymap])),
          keymap.of([
            { key: 'Enter', run: () => done(latest.current.onRun) },
            { key: 'Mod-Enter', run: () => done(latest.current.onRun) },
            { key: 'Shift-Enter', run: insertNewlineAndIndent },
            // Tab leaves the line, as it leaves any field.
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          editing,
          linter((shown) => mistakesIn(shown, templated ? maskedVariables : maskedGlobals), { delay: 300 }),
          promql.asExtension(),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onText(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = created;
    return () => {
      view.current = null;
      promql.destroy();
      created.destroy();
    };
  }, [cache, nonce, label, templated]);

  const { text } = props;
  useEffect(() => {
    const shown = view.current;
    if (shown === null || shown.state.doc.toString() === text) return;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: text } });
  }, [text]);
  return <div ref={host} className="min-w-0" />;
}

function done(act: () => void): true {
  act();
  return true;
}

function mistakesIn({ state }: EditorView, masked: (expr: string) => string): readonly Diagnostic[] {
  const text = state.doc.toString();
  if (text.trim() === '') return [];
  const mistake = syntaxMistake(masked(text));
  if (mistake === null) return [];
  const { from, message } = mistake;
  // Something to underline, where something is missing.
  const to = Math.min(text.length, Math.max(mistake.to, from + 1));
  return [{ from: Math.min(from, Math.max(0, to - 1)), to, severity: 'error', message }];
}

const look = EditorView.theme({
  '&': { height: 'auto', backgroundColor: 'transparent' },
  '.cm-scroller': { lineHeight: '20px', overflowX: 'auto', maxHeight: '200px' },
  '.cm-content': { padding: '5px 0' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '.cm-tooltip-autocomplete > ul': { maxHeight: '18em' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', fontSize: '12px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--color-accent-wash)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
  '.cm-completionInfo': { padding: '6px 10px', fontSize: '12px', maxWidth: '320px' },
});

const colours = HighlightStyle.define([
  { tag: tags.function(tags.variableName), color: 'var(--series-1)' },
  { tag: [tags.operatorKeyword, tags.modifier, tags.controlKeyword], color: 'var(--series-5)' },
  { tag: tags.variableName, color: 'var(--text)' },
  { tag: tags.labelName, color: 'var(--series-3)' },
  { tag: tags.string, color: 'var(--series-2)' },
  { tag: tags.number, color: 'var(--series-6)' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
]);

const editing: Extension = [
  history(),
  drawSelection(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ activateOnTyping: true, maxRenderedOptions: 60 }),
  placeholder('A query in PromQL, like sum by (app) (rate(istio_requests_total[5m]))'),
  EditorView.lineWrapping,
  // Before the editor's own, whose height is the page's.
  Prec.high(look),
  Prec.high(syntaxHighlighting(colours)),
  editorTheme,
];
