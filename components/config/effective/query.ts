/** The question of the page of effective configuration. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { ObjectId } from '@/lib/config/store';

/** What the page is about, as its URL writes it. */
export type EffectiveTarget =
  | { readonly workload: string; readonly namespace: null }
  | { readonly workload: null; readonly namespace: string };

export const effectiveQuery = (target: EffectiveTarget | null, refetchInterval: number | false) => {
  const asked: Record<string, string> =
    target === null
      ? {}
      : target.workload === null
        ? { namespace: target.namespace }
        : { workload: target.workload };
  return queryOptions({
    queryKey: ['config', 'effective', asked],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/config/effective?${new URLSearchParams(asked)}`,
        async () => (await import('@/lib/config/effective/contract')).effectiveAnswerSchema,
        { signal },
      ),
    enabled: target !== null,
    placeholderData: keepPreviousData,
    refetchInterval,
  });
};

/** Path of the page about a workload. */
export function workloadHref({ namespace, kind, name }: ObjectId): string {
  return `/config/effective?workload=${namespace ?? ''}/${kind}/${name}`;
}

export function namespaceHref(namespace: string): string {
  return `/config/effective?namespace=${namespace}`;
}
