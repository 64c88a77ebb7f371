'use client';
/** What `now` is for a dashboard: renewed by the page's interval and by "refresh now", the same for all panels. */
import { useQuery } from '@tanstack/react-query';

/** `atMs` 0 = not known yet. */
export function useClock(uid: string, intervalMs: number | false): { readonly atMs: number } {
  const { data = 0 } = useQuery({
    queryKey: ['dashboard-clock', uid],
    queryFn: () => Date.now(),
    refetchInterval: intervalMs,
    refetchOnWindowFocus: false,
    staleTime: 0,
    gcTime: 0,
  });
  return { atMs: data };
}
