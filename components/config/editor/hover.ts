/** What the model and the mesh say of the word under the pointer, and the way to the object that it names. */
import { type Extension, Prec } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import { objectHref, objectName } from '@/lib/config/identity';
import type { HoverAnswer } from '@/lib/config/language/hover';
import type { TextDesk } from './desk-client';

export type NamedReference = NonNullable<HoverAnswer['reference']>;

export interface HoverEvents {
  readonly desk: () => TextDesk | null;
  readonly onGoTo: (reference: NamedReference) => void;
}

const MOST_VALUES = 12;

export function meshHover({ desk, onGoTo }: HoverEvents): Extension {
  const go = async (view: EditorView, at: number) => {
    const answer = await desk()?.hover(view.state.doc.toString(), at);
    if (answer?.reference != null) onGoTo(answer.reference);
  };
  return [
    hoverTooltip(async (view, at) => {
      const answer = await desk()?.hover(view.state.doc.toString(), at);
      return answer == null ? null : tooltip(answer, onGoTo);
    }),
    Prec.high(
      keymap.of([
        {
          key: 'F12',
          preventDefault: true,
          run: (view) => {
            void go(view, view.state.selection.main.head);
            return true;
          },
        },
      ]),
    ),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at === null) return false;
        event.preventDefault();
        void go(view, at);
        return true;
      },
    }),
    look,
  ];
}

function tooltip(answer: HoverAnswer, onGoTo: HoverEvents['onGoTo']): Tooltip {
  return { pos: answer.from, end: answer.to, above: true, create: () => ({ dom: card(answer, onGoTo) }) };
}

function card(answer: HoverAnswer, onGoTo: HoverEvents['onGoTo']): HTMLElement {
  const box = element('div', 'cm-hover-card');
  box.append(element('div', 'cm-hover-title', answer.title));
  if (answer.description !== '') box.append(element('p', '', answer.description));
  const facts: readonly (readonly [string, string | null])[] = [
    ['Left out', answer.default],
    ['Since', answer.since],
    ['Deprecated', answer.deprecated],
  ];
  for (const [name, words] of facts) if (words !== null) box.append(fact(name, words));
  if (answer.values.length > 0) box.append(values(answer.values));
  if (answer.reference !== null) box.append(reference(answer.reference, onGoTo));
  return box;
}

function fact(name: string, words: string): HTMLElement {
  const line = element('p', 'cm-hover-fact');
  line.append(element('span', '', name), ` ${words}`);
  return line;
}

function values(all: HoverAnswer['values']): HTMLElement {
  const list = element('ul', '');
  for (const { value, meaning } of all.slice(0, MOST_VALUES)) {
    const item = element('li', '');
    item.append(element('code', '', value === '' ? '""' : value));
    if (meaning !== '') item.append(` ${meaning}`);
    list.append(item);
  }
  if (all.length > MOST_VALUES) list.append(element('li', '', `and ${all.length - MOST_VALUES} more`));
  return list;
}

function reference(named: NamedReference, onGoTo: HoverEvents['onGoTo']): HTMLElement {
  const line = element('p', 'cm-hover-reference');
  if (!named.exists) {
    line.classList.add('cm-hover-missing');
    line.textContent = `There is no ${objectName(named.id)}.`;
    return line;
  }
  const link = document.createElement('a');
  link.href = objectHref(named.id);
  link.textContent = objectName(named.id);
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    onGoTo(named);
  });
  line.append(link, element('span', '', 'F12'));
  return line;
}

function element(tag: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const look = EditorView.theme({
  '.cm-hover-card': { padding: '8px 12px', maxWidth: '420px', fontSize: '13px', lineHeight: '1.45' },
  '.cm-hover-card p': { margin: '2px 0' },
  '.cm-hover-title': {
    fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
    fontSize: '12px',
    color: 'var(--text-3)',
    overflowWrap: 'anywhere',
  },
  '.cm-hover-fact span': { color: 'var(--text-3)' },
  '.cm-hover-card ul': {
    margin: '4px 0 2px',
    padding: '0',
    listStyle: 'none',
    fontSize: '12px',
    color: 'var(--text-2)',
  },
  '.cm-hover-card code': { color: 'var(--text)', fontWeight: '500' },
  '.cm-hover-reference': { display: 'flex', gap: '12px', alignItems: 'baseline' },
  '.cm-hover-reference a': { color: 'var(--accent)', fontWeight: '500' },
  '.cm-hover-reference span': { marginLeft: 'auto', fontSize: '11px', color: 'var(--text-3)' },
  '.cm-hover-missing': { color: 'var(--degraded)', fontWeight: '500' },
});
