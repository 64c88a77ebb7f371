'use client';
/** Which row is in focus and what is folded. The row and its panel stand in the address. */
import { useQueryStates } from 'nuqs';
import { useCallback, useState } from 'react';
import type { TreeColumns } from '@/lib/traces/compare/changes';
import { compareParsers, type Panel } from './compare-state';

export interface CompareFocus {
  readonly row: number | null;
  readonly folded: ReadonlySet<number>;
  readonly panel: Panel;
  select(row: number | null): void;
  fold(row: number, folded: boolean): void;
  /** Unfolds what is above a row and selects it. */
  reveal(row: number, tree: TreeColumns): void;
  openPanel(panel: Panel): void;
}

/** `count`: rows there are; an address may name one that is not. */
export function useCompareFocus(count: number): CompareFocus {
  const [{ row, panel }, setUrl] = useQueryStates(compareParsers, { history: 'replace' });
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const select = useCallback(
    (next: number | null) =>
      void setUrl(next === null ? { row: null, panel: null } : { row: next, panel: 'span' }),
    [setUrl],
  );
  const reveal = (next: number, tree: TreeColumns): void => {
    const open = new Set(folded);
    for (let at = tree.parent[next] ?? -1; at >= 0; at = tree.parent[at] ?? -1) open.delete(at);
    setFolded(open);
    select(next);
  };
  return {
    row: row !== null && row >= 0 && row < count ? row : null,
    folded,
    panel,
    select,
    fold: (at, isFolded) => {
      const next = new Set(folded);
      if (isFolded) next.add(at);
      else next.delete(at);
      setFolded(next);
    },
    reveal,
    openPanel: (next) => void setUrl({ panel: next }),
  };
}
