'use client';
/** The answer on screen. Without chosen namespaces and with more nodes than can be read, the busiest are asked for. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef } from 'react';
import type { Scope } from '@/components/shell/scope';
import { busiestNamespaces } from './busiest';
import type { AskedView } from './params';
import { graphQuery } from './query';

/**
 * `answer` and `narrowed` belong together. They follow `query` a moment later: to draw thousands of edges takes longer
 * than a frame, and what is deferred is drawn in slices between which the page answers the reader. `waiting`: `answer`
 * is still that of the view before. `query` is what `question` has brought; whoever reads `isFetching` off it renders
 * twice more with each refresh.
 */
export function useAnswer(scope: Scope, view: AskedView) {
  const whole = useQuery(graphQuery(scope, view));
  const open = scope.namespaces === null && !view.everything;
  const narrowed = useMemo(
    () => (open && whole.data !== undefined ? busiestNamespaces(whole.data) : null),
    [open, whole.data],
  );
  const question = graphQuery({ ...scope, namespaces: narrowed ?? scope.namespaces }, view);
  const few = useQuery({
    ...question,
    enabled: narrowed !== null,
    // The whole mesh is no stand-in for a part of it: it would be drawn and arranged, and then mostly go.
    placeholderData: (before) => (before === whole.data ? undefined : before),
  });
  const query = narrowed === null ? whole : few;
  const { data, isPlaceholderData } = query;
  const drawn = useDeferredValue(
    useMemo(
      () => ({ answer: data, narrowed, waiting: isPlaceholderData }),
      [data, narrowed, isPlaceholderData],
    ),
  );
  return {
    query,
    question,
    answer: drawn.answer,
    narrowed: drawn.narrowed,
    waiting: isPlaceholderData || drawn.waiting,
  };
}

/** The value, or while `waiting` the one it had before: the old answer is not arranged as the new one will be. */
export function useSettled<T>(value: T, waiting: boolean): T {
  const settled = useRef(value);
  if (!waiting) settled.current = value;
  return settled.current;
}
