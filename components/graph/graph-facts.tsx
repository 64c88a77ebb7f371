'use client';
/**
 * What the frame is told of the graph's page. Apart from the page, since whether a refresh is under way changes twice
 * with each of them, and to render a large graph's page takes longer than a frame.
 */
import { useQuery } from '@tanstack/react-query';
import { usePage } from '@/components/shell/page';
import { GRAPH_KEYS } from './graph-keys';
import type { graphQuery } from './query';

export function GraphFacts({ question }: { readonly question: ReturnType<typeof graphQuery> }) {
  // The page asks; this only watches.
  const query = useQuery({ ...question, enabled: false, refetchInterval: false });
  usePage({
    title: 'Graph',
    updatedAt: query.dataUpdatedAt,
    fetching: query.isFetching,
    problem: query.data === undefined ? null : query.error,
    wide: true,
    keys: GRAPH_KEYS,
  });
  return null;
}
