/** The keys of the trace page: what each does, and how a press becomes a command. Pure but for the types of the DOM. */
import type { PageKey } from '@/components/shell/page';
import type { TraceViewName } from './views/view-props';

const TRACE_KEYS: readonly PageKey[] = [
  { keys: '↑ ↓', what: 'Previous, next span (also K, J)' },
  { keys: '→', what: 'Open, or go to the first child; with Shift all below it' },
  { keys: '←', what: 'Fold, or go to the parent; with Shift all below it' },
  { keys: 'Home End', what: 'First, last span' },
  { keys: '[ ]', what: 'Fold, unfold one level; with Shift all' },
  { keys: '/', what: 'Search in the trace' },
  { keys: 'N', what: 'Next match; with Shift the previous' },
  { keys: 'L', what: 'Unfold what hides matches' },
  { keys: '+ −', what: 'Zoom in, out' },
  { keys: ', .', what: 'Move through time, back and forth' },
  { keys: '0', what: 'Whole trace' },
  { keys: 'Z', what: 'Zoom to the span' },
  { keys: 'C', what: 'Critical path on, off' },
  { keys: 'D', what: 'Details beside or below' },
  { keys: 'Esc', what: 'Close the span' },
];

const TABLE_KEYS: readonly PageKey[] = [
  { keys: '↑ ↓', what: 'Previous, next line of the table' },
  { keys: 'Home End', what: 'First, last line' },
  { keys: 'Enter', what: 'Go to what the line stands for' },
];

/** Of the views beside the waterfall; the search's keys are the same in all of them. */
const VIEW_KEYS: Readonly<Partial<Record<TraceViewName, readonly PageKey[]>>> = {
  flame: [
    { keys: '↑ ↓', what: 'Caller, widest call of the bar' },
    { keys: '← →', what: 'Previous, next bar of the line' },
    { keys: 'Enter', what: 'Zoom to the bar' },
    { keys: '0', what: 'Show all' },
    { keys: 'Home', what: 'The bar that fills the width' },
  ],
  statistics: TABLE_KEYS,
  spans: TABLE_KEYS,
  events: TABLE_KEYS,
};

const SHARED_KEYS: readonly PageKey[] = TRACE_KEYS.filter(({ keys }) => ['/', 'N', 'Esc'].includes(keys));

/** What the keyboard help says while a view is open. */
export function keysOfView(view: TraceViewName): readonly PageKey[] {
  return view === 'waterfall' ? TRACE_KEYS : [...(VIEW_KEYS[view] ?? []), ...SHARED_KEYS];
}

export type TraceCommand =
  | 'next'
  | 'previous'
  | 'page-next'
  | 'page-previous'
  | 'open'
  | 'fold'
  | 'open-subtree'
  | 'fold-subtree'
  | 'fold-level'
  | 'unfold-level'
  | 'fold-all'
  | 'unfold-all'
  | 'first'
  | 'last'
  | 'search'
  | 'next-match'
  | 'previous-match'
  | 'locate'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'
  | 'zoom-span'
  | 'pan-back'
  | 'pan-forth'
  | 'path'
  | 'details'
  | 'close';

const COMMANDS: Readonly<Record<string, TraceCommand>> = {
  ArrowDown: 'next',
  j: 'next',
  ArrowUp: 'previous',
  k: 'previous',
  PageDown: 'page-next',
  PageUp: 'page-previous',
  ArrowRight: 'open',
  ArrowLeft: 'fold',
  'Shift ArrowRight': 'open-subtree',
  'Shift ArrowLeft': 'fold-subtree',
  '[': 'fold-level',
  ']': 'unfold-level',
  '{': 'fold-all',
  '}': 'unfold-all',
  Home: 'first',
  End: 'last',
  '/': 'search',
  n: 'next-match',
  N: 'previous-match',
  l: 'locate',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'zoom-reset',
  z: 'zoom-span',
  ',': 'pan-back',
  '.': 'pan-forth',
  c: 'path',
  d: 'details',
  Escape: 'close',
};

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
  readonly defaultPrevented: boolean;
}

/**
 * The command of a key press; `null` where the key is another's, as with Ctrl or while something else handled it.
 * Without `singleKeys` (switched off in the keyboard help) printable keys are nobody's.
 */
export function commandOf(press: KeyPress, singleKeys = true): TraceCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented) return null;
  if (!singleKeys && press.key.length === 1) return null;
  const withShift = press.shiftKey === true ? COMMANDS[`Shift ${press.key}`] : undefined;
  return withShift ?? COMMANDS[press.key] ?? null;
}

/** Keys typed into fields, and arrows on sliders, separators, tabs and menus, are theirs. */
export function belongsToControl(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=slider], [role=separator], [role=radiogroup], [role=tablist]',
    ) !== null
  );
}
