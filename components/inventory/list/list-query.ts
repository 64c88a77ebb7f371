/** The questions of a list: its first part without figures, which is there at once, every part with them, and what takes longest. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { isAskedEarly, takeEarlyResponse } from '@/components/shell/early-question';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { InventoryList } from '@/lib/insight/inventory/contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { bareListPath, listPartPath, PART } from './list-params';

const contract = async () => (await import('@/lib/insight/inventory/contract')).inventoryListSchema;

/** Rows without figures that came with the document, and what they answer. */
export interface DocumentList {
  readonly params: string;
  readonly list: InventoryList;
}

/** The answer where the document has asked the same question. */
const early = (path: string, signal: AbortSignal) =>
  isAskedEarly(path) ? takeEarlyResponse(path, signal) : null;

export const bareListQuery = (kind: InventoryKind, params: string, came: DocumentList | null) =>
  queryOptions({
    queryKey: ['inventory', kind, 'bare', params],
    queryFn: ({ signal }) => {
      const path = bareListPath(kind, params);
      return fetchAnswer(path, contract, { signal, early: early(path, signal) });
    },
    staleTime: 30_000,
    ...(came?.params === params && { initialData: came.list }),
  });

/** `seen`: the list on screen, of which another choice or part is asked for; its rows are at hand. null = there is none. */
export const listPartQuery = (
  kind: InventoryKind,
  params: string,
  part: number,
  refetchInterval: number | false,
  seen: InventoryList | null,
) =>
  queryOptions({
    queryKey: ['inventory', kind, 'part', part, params],
    queryFn: ({ signal, client, queryKey }) => {
      const isRenewed = client.getQueryData(queryKey) !== undefined;
      const path = listPartPath(kind, params, part, isRenewed ? null : (seen?.asked.toSeconds ?? null));
      return fetchAnswer(path, contract, { signal, early: early(path, signal) });
    },
    placeholderData: keepPreviousData,
    refetchInterval,
  });

/** p95 and trends of a part that is there. */
export const partFiguresQuery = (
  kind: InventoryKind,
  params: string,
  list: InventoryList,
  isFormer: boolean,
) => {
  const { fromSeconds, toSeconds } = list.asked;
  const search = new URLSearchParams(params);
  search.delete('last');
  const asked = { from: fromSeconds, to: toSeconds, seen: toSeconds, offset: list.offset };
  for (const [name, value] of Object.entries(asked)) search.set(name, String(value));
  search.set('limit', String(PART));
  return queryOptions({
    queryKey: ['inventory', kind, 'figures', list.offset, search.toString()],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/inventory/${kind}/figures?${search}`,
        async () => (await import('@/lib/insight/inventory/row-figures-contract')).rowFiguresAnswerSchema,
        { signal },
      ),
    // Of rows that are about to go nothing more is asked.
    enabled: list.figures === 'given' && !isFormer,
    staleTime: Number.POSITIVE_INFINITY,
  });
};
