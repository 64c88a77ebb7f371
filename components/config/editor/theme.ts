/** The editor's look: the page's own CSS variables, so that it follows the theme without being told. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const MONO = '"JetBrains Mono Variable", ui-monospace, monospace';
const SANS = '"Inter Variable", system-ui, sans-serif';
const wash = (color: string, share: number) => `color-mix(in srgb, var(${color}) ${share}%, var(--surface))`;

const OCTAGON =
  "<path d='M12 16h.01M12 8v4M15.3 2a2 2 0 0 1 1.4.6l4.7 4.7a2 2 0 0 1 .6 1.4v6.6a2 2 0 0 1-.6 1.4l-4.7 4.7a2 2 0 0 1-1.4.6H8.7a2 2 0 0 1-1.4-.6l-4.7-4.7a2 2 0 0 1-.6-1.4V8.7a2 2 0 0 1 .6-1.4l4.7-4.7A2 2 0 0 1 8.7 2z'/>";
const TRIANGLE =
  "<path d='m21.7 18-8-14a2 2 0 0 0-3.5 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3M12 9v4M12 17h.01'/>";
const CIRCLE = "<circle cx='12' cy='12' r='10'/><path d='M12 16v-4M12 8h.01'/>";

const frame = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: MONO, lineHeight: '21px', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 16px 0 4px' },
  '.cm-cursor': { borderLeft: '2px solid var(--accent)' },
  '.cm-activeLine': { backgroundColor: wash('--accent', 8) },
  '.cm-activeLineGutter': { backgroundColor: wash('--accent', 8), color: 'var(--text)', fontWeight: '500' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: wash('--accent', 26),
  },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text-3)',
    border: 'none',
    fontSize: '12px',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 4px', minWidth: '30px' },
  '.cm-foldGutter .cm-gutterElement': {
    width: '18px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: 'var(--control)',
    cursor: 'pointer',
  },
  '.cm-foldGutter svg': { display: 'block' },
  '.cm-foldGutter .cm-gutterElement:hover': { color: 'var(--text)' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    color: 'var(--text-2)',
    padding: '0 6px',
    margin: '0 4px',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: wash('--accent', 18) },
  '.cm-searchMatch': { backgroundColor: 'var(--hit)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--hit-current)' },
  '.cm-plain-number, .cm-plain-number span': { color: 'var(--series-2)' },
  '.cm-selectionMatch': { backgroundColor: wash('--accent', 14) },
});

const changes = EditorView.theme({
  '.cm-changes .cm-gutterElement': { width: '4px', padding: '0' },
  '.cm-change': { width: '3px', height: '100%' },
  '.cm-change-added': { backgroundColor: 'var(--healthy)' },
  '.cm-change-changed': {
    backgroundImage: 'repeating-linear-gradient(180deg, var(--series-1) 0 5px, transparent 5px 8px)',
  },
  '.cm-change-removed': { borderTop: '3px solid var(--failing)', height: '0' },
  '.cm-was': { fontFamily: SANS, fontSize: '12px', color: 'var(--text-3)', marginLeft: '16px' },
});

const messages = EditorView.theme({
  '.cm-gutter-lint': { width: '24px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '3px 5px' },
  '.cm-lint-marker': { width: '14px', height: '14px' },
  '.cm-lint-marker-error': { content: 'none', ...icon('--failing', OCTAGON) },
  '.cm-lint-marker-warning': { content: 'none', ...icon('--degraded', TRIANGLE) },
  '.cm-lint-marker-info': { content: 'none', ...icon('--idle', CIRCLE) },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': underline('--failing'),
  '.cm-lintRange-warning': underline('--degraded'),
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--idle) 1.5px', textUnderlineOffset: '3px' },
  '.cm-lintPoint:after': { display: 'none' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--control)',
    borderRadius: '8px',
    boxShadow: 'var(--shadow)',
    color: 'var(--text)',
    fontFamily: SANS,
  },
  '.cm-tooltip-lint': { padding: '4px 0', maxWidth: '420px' },
  '.cm-diagnostic': { padding: '4px 12px', border: 'none', fontFamily: SANS, fontSize: '13px' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    borderRadius: '6px',
    padding: '3px 10px',
    margin: '4px 0 4px 8px',
    fontFamily: SANS,
    fontSize: '12px',
    fontWeight: '500',
    cursor: 'pointer',
  },
});

const panels = EditorView.theme({
  '.cm-panels': { backgroundColor: 'var(--canvas)', color: 'var(--text)', fontFamily: SANS },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '8px 12px', fontSize: '12px' },
  '.cm-panel.cm-search label': { fontSize: '12px', color: 'var(--text-2)' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--control)',
    borderRadius: '6px',
    height: '28px',
    padding: '0 8px',
    fontSize: '12px',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    color: 'var(--text)',
    height: '28px',
    fontSize: '12px',
    fontWeight: '500',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text-2)', fontSize: '18px', right: '8px', top: '6px' },
});

/** Guides at every two columns of indentation, up to 20 levels; by class, as style attributes are forbidden. */
const guides = EditorView.theme(
  Object.fromEntries(
    Array.from({ length: 20 }, (_, level) => [
      `.cm-indent-${level + 1}`,
      {
        backgroundImage: 'repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px 2ch)',
        backgroundSize: `${(level + 1) * 2}ch 100%`,
        backgroundRepeat: 'no-repeat',
        backgroundPosition: '4px 0',
        backgroundOrigin: 'border-box',
      },
    ]),
  ),
);

function underline(color: string) {
  return {
    textDecoration: `underline wavy var(${color}) 1.25px`,
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  };
}

/** An icon of the page's set in a theme colour: the shape is a mask, so that the variable stays in charge. */
function icon(color: string, shape: string) {
  const attributes = `xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black'`;
  const drawing = `<svg ${attributes} stroke-width='2.25' stroke-linecap='round' stroke-linejoin='round'>${shape}</svg>`;
  const mask = `url("data:image/svg+xml,${encodeURIComponent(drawing)}") center / contain no-repeat`;
  return { backgroundColor: `var(${color})`, mask };
}

const highlight = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--series-1)' },
  { tag: [tags.string, tags.content, tags.attributeValue], color: 'var(--series-3)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--series-2)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--text-3)' },
  { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], color: 'var(--series-5)' },
]);

export const editorTheme: Extension = [
  frame,
  changes,
  messages,
  panels,
  guides,
  syntaxHighlighting(highlight),
];
