'use client';
/** Two texts side by side with what differs; nothing can be typed into it. */
import { yaml } from '@codemirror/lang-yaml';
import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useNonce } from '@/components/shell/nonce';
import { plainYaml } from './plain-values';
import { editorTheme } from './theme';

export interface TextDiffProps {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
}

const wash = (color: string, share: number) => `color-mix(in srgb, var(${color}) ${share}%, var(--surface))`;

const diffTheme = EditorView.theme({
  '&': { height: 'auto' },
  '.cm-changedLine': { backgroundColor: 'transparent' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: wash('--failing', 9) },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: wash('--healthy', 10) },
  '&.cm-merge-a .cm-changedText': { background: wash('--failing', 26) },
  '&.cm-merge-b .cm-changedText': { background: wash('--healthy', 28) },
  // The marker behind it is too strong for the colours of the syntax.
  '.cm-changedText span': { color: 'var(--text)' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--failing)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--healthy)' },
  '.cm-collapsedLines': {
    background: 'var(--raised)',
    color: 'var(--text-2)',
    fontFamily: '"Inter Variable", system-ui, sans-serif',
    fontSize: '12px',
  },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: 'none' },
  '.cm-mergeSpacer': { backgroundColor: 'var(--canvas)' },
});

export function TextDiff({ before, after, beforeLabel, afterLabel }: TextDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  const nonce = useNonce();
  useEffect(() => {
    if (host.current === null) return;
    const shared: Extension = [
      ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      lineNumbers(),
      yaml(),
      plainYaml,
      editorTheme,
      diffTheme,
    ];
    const named = (label: string) => EditorView.contentAttributes.of({ 'aria-label': label });
    const merge = new MergeView({
      a: { doc: before, extensions: [shared, named(beforeLabel)] },
      b: { doc: after, extensions: [shared, named(afterLabel)] },
      parent: host.current,
      collapseUnchanged: { margin: 4, minSize: 6 },
      gutter: true,
    });
    return () => merge.destroy();
  }, [before, after, beforeLabel, afterLabel, nonce]);
  return (
    <div className="grid h-full min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <div className="grid grid-cols-2 border-line border-b bg-canvas text-text-2 text-xs">
        <span className="px-4 py-1.5">{beforeLabel}</span>
        <span className="border-line border-l px-4 py-1.5">{afterLabel}</span>
      </div>
      <div ref={host} className="min-h-0 overflow-auto bg-surface" />
    </div>
  );
}
