/** What the YAML editor can do: history, folding, search, brackets, keys. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { changedLines } from './changed-lines';
import { plainYaml } from './plain-values';
import { editorTheme } from './theme';

export interface EditorSettings {
  readonly readOnly: boolean;
  /** Of the page's policy, for the editor's own style element. */
  readonly nonce: string | undefined;
  readonly label: string;
}

export function editorExtensions({ readOnly, nonce, label }: EditorSettings): Extension {
  return [
    ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      spellcheck: 'false',
      // A text that cannot be typed into is still one that can be read line by line.
      ...(readOnly && { 'aria-readonly': 'true' }),
    }),
    lintGutter(),
    lineNumbers(),
    changedLines,
    foldGutter({ markerDOM: foldMark }),
    codeFolding(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    bracketMatching(),
    highlightSelectionMatches({ minSelectionLength: 3 }),
    search({ top: true }),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    yaml(),
    plainYaml,
    editorTheme,
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, indentWithTab]),
  ];
}

function foldMark(open: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.textContent = open ? '⌄' : '›';
  mark.title = open ? 'Fold' : 'Unfold';
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}
