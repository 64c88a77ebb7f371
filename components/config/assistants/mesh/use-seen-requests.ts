'use client';
/** Reads recent traces of a service for what its callers asked for. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { scopeParams } from '@/components/shell/scope-codec';
import { traceQuery, traceSearchQuery } from '@/components/traces/queries';
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

export function useSeenRequests({ service, hosts, seconds }: SeenRequestsQuestion): SeenRequestsAnswer {
  const params = scopeParams({ namespaces: null, window: { kind: 'last', seconds } });
  params.set('service', service);
  params.set('limit', String(TRACES_AT_MOST));
  const found = useQuery(traceSearchQuery(params));
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
