/** What the YAML editor can do: history, folding, search, brackets, keys. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, type StateEffect } from '@codemirror/state';
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

const writing = new Compartment();

function readOnlyOrNot(readOnly: boolean): Extension {
  return [
    EditorState.readOnly.of(readOnly),
    // A text that cannot be typed into is still one that can be read line by line.
    EditorView.contentAttributes.of(readOnly ? { 'aria-readonly': 'true' } : {}),
  ];
}

/** For when rights become known, or change, while the text is shown. */
export function setReadOnly(readOnly: boolean): StateEffect<unknown> {
  return writing.reconfigure(readOnlyOrNot(readOnly));
}

export function editorExtensions({ readOnly, nonce, label }: EditorSettings): Extension {
  return [
    ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
    writing.of(readOnlyOrNot(readOnly)),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
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

const SVG = 'http://www.w3.org/2000/svg';

/** A chevron, down when its lines are shown. */
function foldMark(open: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.title = open ? 'Fold' : 'Unfold';
  mark.setAttribute('aria-hidden', 'true');
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 12 12');
  icon.setAttribute('width', '11');
  icon.setAttribute('height', '11');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', open ? 'M2.5 4.5 6 8l3.5-3.5' : 'M4.5 2.5 8 6 4.5 9.5');
  line.setAttribute('fill', 'none');
  line.setAttribute('stroke', 'currentColor');
  line.setAttribute('stroke-width', '1.25');
  icon.append(line);
  mark.append(icon);
  return mark;
}
