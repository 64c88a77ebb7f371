'use client';
/** The answer on screen. Without chosen namespaces and with more nodes than can be read, the busiest are asked for. */
import { useQuery } from '@tanstack/react-query';
import type { Scope } from '@/components/shell/scope';
import { busiestNamespaces } from './busiest';
import { type AskedView, graphQuery } from './query';

export function useAnswer(scope: Scope, view: AskedView) {
  const whole = useQuery(graphQuery(scope, view));
  const open = scope.namespaces === null && !view.everything;
  const narrowed = open && whole.data !== undefined ? busiestNamespaces(whole.data) : null;
  const few = useQuery({
    ...graphQuery({ ...scope, namespaces: narrowed ?? scope.namespaces }, view),
    enabled: narrowed !== null,
  });
  const query = narrowed === null ? whole : few;
  return { query, answer: query.data, narrowed };
}
