/** Completion as the editor shows it: what the worker suggests, with templates as snippets. */
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Suggestion } from '@/lib/config/language/complete';
import type { TextDesk } from './desk-client';

/** What may follow without asking again. */
const WORD = /^[\w./*@:-]*$/;

export function meshCompletion(desk: () => TextDesk | null): Extension {
  return [
    autocompletion({
      override: [(context) => suggestions(context, desk())],
      icons: true,
      closeOnBlur: true,
      maxRenderedOptions: 60,
      // A field that was chosen leads on to its value.
      activateOnCompletion: (completion) => completion.type === 'property',
    }),
    keymap.of([{ key: 'Tab', run: acceptCompletion }]),
    look,
  ];
}

async function suggestions(
  context: CompletionContext,
  desk: TextDesk | null,
): Promise<CompletionResult | null> {
  const before = context.matchBefore(/[\w./*@:"'-]*/);
  const isTyping = before !== null && before.to > before.from;
  if (desk === null || context.state.readOnly || !(context.explicit || isTyping)) return null;
  const answer = await desk.complete(context.state.doc.toString(), context.pos);
  if (answer === null || context.aborted) return null;
  return {
    from: answer.from,
    to: Math.max(answer.to, context.pos),
    options: answer.suggestions.map(option),
    validFor: WORD,
  };
}

const TYPES = { field: 'property', value: 'enum', name: 'variable' } as const;

function option({ label, detail, info, type, template, boost }: Suggestion): Completion {
  const isEntry = label.startsWith('- ');
  return {
    // What is typed is compared with the name alone; the dash comes with it.
    label: isEntry ? label.slice(2) : label,
    ...(isEntry && { displayLabel: label, apply: label }),
    type: TYPES[type],
    boost,
    ...(detail !== '' && { detail }),
    ...(info !== '' && { info }),
    ...(template !== null && { apply: snippet(template) }),
  };
}

const SANS = '"Inter Variable", system-ui, sans-serif';

const look = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
    fontSize: '12px',
    maxHeight: '16em',
    minWidth: '260px',
    maxWidth: 'min(560px, 92vw)',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '8px',
    padding: '3px 8px',
    borderRadius: '6px',
    lineHeight: '18px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 14%, var(--surface))',
    color: 'var(--text)',
  },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600', color: 'var(--accent)' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    fontStyle: 'normal',
    fontFamily: SANS,
    color: 'var(--text-3)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-completionInfo': {
    padding: '8px 12px',
    maxWidth: '320px',
    fontSize: '12px',
    fontFamily: SANS,
  },
  '.cm-snippetField': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 14%, transparent)',
    borderRadius: '3px',
  },
  '.cm-snippetFieldPosition': { borderLeft: '1px solid var(--accent)' },
});
