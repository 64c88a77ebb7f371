/** The keys of the comparison, for the keyboard help; the tree itself listens to them while it has the focus. */
import type { PageKey } from '@/components/shell/page';

export const COMPARE_KEYS: readonly PageKey[] = [
  { keys: '↑ ↓', what: 'Previous, next span (also K, J)' },
  { keys: '→', what: 'Open, or go to the first child' },
  { keys: '←', what: 'Fold, or go to the parent' },
  { keys: 'Home End', what: 'First, last span' },
  { keys: 'N', what: 'Next span that differs; with Shift the previous' },
  { keys: 'O', what: 'Only spans that differ, on and off' },
  { keys: 'X', what: 'Swap A and B' },
  { keys: 'Esc', what: 'Close the span' },
];
