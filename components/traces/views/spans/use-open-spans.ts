'use client';
/** Opens the spans table with the spans that meet conditions. */
import { useQueryStates } from 'nuqs';
import type { TraceFocus } from '@/components/traces/views/view-props';
import type { SpanCondition } from '@/lib/traces/span-groups/conditions';
import { spansParsers } from './spans-address';

export function useOpenSpans(state: Pick<TraceFocus, 'openView'>): (conditions: SpanCondition[]) => void {
  const [, setUrl] = useQueryStates(spansParsers, { history: 'replace' });
  return (conditions) => {
    void setUrl({ spansOf: conditions, spansOnly: null });
    state.openView('spans');
  };
}
