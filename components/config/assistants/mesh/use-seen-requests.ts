'use client';
/** Reads recent traces of a service for what its callers asked for. */
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { scopeParams } from '@/components/shell/scope-codec';
import { traceQuery } from '@/components/traces/queries';
import { spansOf } from '@/lib/traces/model/read-row';
import { type SeenRequest, seenRequests } from './observed-requests';

const TRACES_AT_MOST = 20;

export interface SeenRequestsAnswer {
  readonly seen: readonly SeenRequest[];
  readonly traces: number;
  readonly isPending: boolean;
  readonly problem: unknown;
}

export interface SeenRequestsQuestion {
  /** As Istio names it in traces: `details.bookinfo`. */
  readonly service: string;
  readonly hosts: ReadonlySet<string>;
  readonly seconds: number;
}

const foundSchema = z.looseObject({ traces: z.array(z.looseObject({ traceId: z.string() })) });

/** Only which traces there are: what the pages of traces show of them is not needed. */
const recentTraces = (params: string) =>
  queryOptions({
    queryKey: ['traces', 'recent', params],
    queryFn: ({ signal }) => fetchAnswer(`/api/traces?${params}`, async () => foundSchema, { signal }),
    staleTime: 60_000,
  });

export function useSeenRequests({ service, hosts, seconds }: SeenRequestsQuestion): SeenRequestsAnswer {
  const params = scopeParams({ namespaces: null, window: { kind: 'last', seconds } });
  params.set('service', service);
  params.set('limit', String(TRACES_AT_MOST));
  const found = useQuery(recentTraces(params.toString()));
  const traces = (found.data?.traces ?? []).slice(0, TRACES_AT_MOST);
  const read = useQueries({ queries: traces.map(({ traceId }) => traceQuery(traceId)) });
  const loaded = read.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return {
    seen: loaded.flatMap((data) => seenRequests(spansOf(data.trace), hosts)),
    traces: loaded.length,
    isPending: found.isPending || read.some(({ isPending }) => isPending),
    problem: found.error ?? read.find(({ error }) => error !== null)?.error ?? null,
  };
}
