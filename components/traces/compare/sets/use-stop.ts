'use client';
/** Cancels a query: the request ends, and with it what the server does for it. */
import { type QueryKey, useQueryClient } from '@tanstack/react-query';

export function useStop(queryKey: QueryKey): () => void {
  const client = useQueryClient();
  return () => void client.cancelQueries({ queryKey, exact: true });
}
