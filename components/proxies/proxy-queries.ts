/** The questions of the proxy's page. */
import { queryOptions } from '@tanstack/react-query';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import type { RouteQuestion } from '@/lib/proxies/contract';

export interface ProxyId {
  readonly namespace: string;
  readonly pod: string;
}

const contract = () => import('@/lib/proxies/contract');
const pathOf = ({ namespace, pod }: ProxyId) =>
  `/api/proxies/${encodeURIComponent(namespace)}/${encodeURIComponent(pod)}`;

export const proxyOverviewQuery = (proxy: ProxyId) =>
  queryOptions({
    queryKey: ['proxies', proxy, 'overview'],
    queryFn: ({ signal }) =>
      fetchAnswer(pathOf(proxy), async () => (await contract()).overviewSchema, { signal }),
    staleTime: 15_000,
  });

export const proxySectionQuery = (proxy: ProxyId, section: string, search: string) =>
  queryOptions({
    queryKey: ['proxies', proxy, 'section', section, search],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `${pathOf(proxy)}/sections/${section}?${new URLSearchParams({ search })}`,
        async () => (await contract()).sectionAnswerSchema,
        { signal },
      ),
    staleTime: 30_000,
  });

export const proxyDetailQuery = (proxy: ProxyId, section: string, id: string) =>
  queryOptions({
    queryKey: ['proxies', proxy, 'detail', section, id],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `${pathOf(proxy)}/sections/${section}/detail?${new URLSearchParams({ id })}`,
        async () => (await contract()).detailSchema,
        { signal },
      ),
    staleTime: 30_000,
  });

export const proxyComparisonQuery = (proxy: ProxyId) =>
  queryOptions({
    queryKey: ['proxies', proxy, 'comparison'],
    queryFn: ({ signal }) =>
      fetchAnswer(`${pathOf(proxy)}/comparison`, async () => (await contract()).comparisonSchema, { signal }),
    staleTime: 30_000,
  });

export async function askRouteCheck(proxy: ProxyId, body: RouteQuestion) {
  return fetchAnswer(`${pathOf(proxy)}/route-check`, async () => (await contract()).routeCheckSchema, {
    method: 'POST',
    body,
  });
}

export async function setLogLevel(proxy: ProxyId, body: { logger: string | null; level: string }) {
  return fetchAnswer(`${pathOf(proxy)}/logging`, async () => (await contract()).logLevelsSchema, {
    method: 'POST',
    body,
  });
}
