'use client';
/** One pane: its queries in the address, the texts in its editors, and what they answered. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo, useState } from 'react';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { readPreference, writePreference } from '@/components/ui/preference';
import { letterOf } from '@/lib/promql/letter';
import { hiddenWithout, type PaneState, paneParsers, SECOND_KEYS, shownQueries } from './explore-state';
import { FIRST_SERIES, MORE_SERIES, paneQuery } from './pane-query';
import { HISTORY_KEY, remembering } from './query-history';
import { useDrafts } from './use-drafts';

export type PaneSide = 'first' | 'second';

export function usePane(side: PaneSide) {
  const scope = useScope();
  const { scrapeIntervalSeconds: scrapeSeconds } = useSettings();
  const [fields, setFields] = useQueryStates(paneParsers, {
    history: 'push',
    ...(side === 'second' && { urlKeys: SECOND_KEYS }),
  });
  const pane: PaneState = fields;
  const drafts = useDrafts(useMemo(() => shownQueries({ expr: fields.expr }), [fields.expr]));
  const asked = JSON.stringify(fields.expr);
  // More series were wanted of these queries, not of the next ones.
  const [more, setMore] = useState('');
  const query = useQuery({
    ...paneQuery({
      pane: { expr: fields.expr, mode: fields.mode, step: fields.step },
      window: scope.window,
      scrapeSeconds,
      limit: more === asked ? MORE_SERIES : FIRST_SERIES,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: refetchIntervalMs(scope),
  });
  const set = useCallback(
    (change: Partial<PaneState>) => {
      const { expr, hide, ...rest } = change;
      void setFields({ ...rest, ...(expr && { expr: [...expr] }), ...(hide && { hide: [...hide] }) });
    },
    [setFields],
  );
  const run = (texts: readonly string[] = drafts.texts) => {
    writePreference(HISTORY_KEY, remembering(readPreference(HISTORY_KEY) ?? '[]', texts, Date.now()));
    drafts.setAll(texts);
    if (JSON.stringify(texts) === asked) void query.refetch();
    else set({ expr: texts });
  };
  const remove = async (index: number) => {
    const { withoutQuery } = await import('@/lib/promql/formulas');
    const texts = withoutQuery(drafts.texts, index);
    drafts.setAll(texts);
    set({ expr: texts, hide: hiddenWithout(pane.hide, index) });
  };
  const toggleHidden = (index: number) => {
    const letter = letterOf(index);
    const { hide } = pane;
    set({ hide: hide.includes(letter) ? hide.filter((one) => one !== letter) : [...hide, letter] });
  };
  return {
    pane,
    drafts,
    query,
    set,
    run,
    remove,
    toggleHidden,
    add: (expr: string) => drafts.setAll([...drafts.texts, expr]),
    sendMore: () => setMore(asked),
  };
}

export type Pane = ReturnType<typeof usePane>;
