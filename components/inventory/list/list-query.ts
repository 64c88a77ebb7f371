/** The questions of a list: its first part without figures, which is there at once, and every part with them. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';

/** Rows that are asked for together. */
export const PART = 100;

const contract = async () => (await import('@/lib/insight/inventory/contract')).inventoryListSchema;

export const bareListQuery = (kind: InventoryKind, params: string) =>
  queryOptions({
    queryKey: ['inventory', kind, 'bare', params],
    queryFn: ({ signal }) =>
      fetchAnswer(`/api/inventory/${kind}?${params}&figures=false&limit=${PART}`, contract, { signal }),
    staleTime: 30_000,
  });

export const listPartQuery = (
  kind: InventoryKind,
  params: string,
  part: number,
  refetchInterval: number | false,
) =>
  queryOptions({
    queryKey: ['inventory', kind, 'part', part, params],
    queryFn: ({ signal }) =>
      fetchAnswer(`/api/inventory/${kind}?${params}&offset=${part * PART}&limit=${PART}`, contract, {
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
