'use client';
/** How the versions of a service do now: rate, errors and latency of each, as its callers see them. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { FormSection } from '@/components/config/assistants/form-parts';
import { detailQuery } from '@/components/graph/panel/detail-query';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { Quantity } from '@/components/ui/quantity';
import { Skeleton } from '@/components/ui/skeleton';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { GraphNode } from '@/lib/graph/contract';
import { subjectOfNode } from '@/lib/graph/subject-of';
import { subsetWorkloads } from './subset-workloads';

const REFRESH_MS = 30_000;

export interface VersionComparisonProps {
  /** As the object writes it. */
  host: string;
  /** Of the object. */
  namespace: string;
  subsets: readonly string[];
  mesh: MeshObjects;
}

export function VersionComparison({ host, namespace, subsets, mesh }: VersionComparisonProps) {
  const home = mesh.service(host, namespace)?.namespace ?? namespace;
  const params = new URLSearchParams({ last: '600', namespaces: home, type: 'workload' }).toString();
  const graph = useQuery({
    queryKey: ['graph', 'versions', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    refetchInterval: REFRESH_MS,
    enabled: home !== '',
    retry: false,
  });
  const versions = subsetWorkloads(mesh, host, namespace, subsets).map(({ subset, workloads }) => ({
    subset,
    node: graph.data?.nodes.find((node) => isOneOf(node, home, workloads)) ?? null,
  }));
  const window = graph.data?.window ?? { fromSeconds: 0, toSeconds: 0 };
  const seen = versions.flatMap(({ node }) => node ?? []);
  const details = useQueries({
    queries: seen.map((node) => detailQuery(subjectOfNode(node, 'incoming'), window)),
  });
  if (versions.length === 0) return null;
  return (
    <FormSection title="How they do now">
      {graph.isPending && graph.isFetching ? (
        <Skeleton className="h-20 w-full" />
      ) : (
        <table className="w-full text-right text-xs tabular-nums">
          <caption className="pb-1 text-left text-text-3">
            {graph.data === undefined ? 'Prometheus does not tell.' : 'Last 10 min, as callers see them'}
          </caption>
          <thead className="text-text-3">
            <tr className="[&>th]:pb-1 [&>th]:font-normal">
              <th scope="col" className="text-left">
                Version
              </th>
              <th scope="col">Requests</th>
              <th scope="col">Errors</th>
              <th scope="col">p50</th>
              <th scope="col">p95</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ subset, node }) => {
              const figures = node === null ? undefined : details[seen.indexOf(node)]?.data?.headline;
              const note = node === null ? 'No traffic in the window' : 'Not known yet';
              return (
                <tr key={subset} className="border-line border-t [&>td]:py-1">
                  <th scope="row" className="text-left font-medium">
                    {subset}
                  </th>
                  <td>
                    {figures?.requestsPerSecond == null && figures?.connectionsOpenedPerSecond != null ? (
                      <Quantity value={figures.sentBytesPerSecond} unit="bytesPerSecond" note="TCP" />
                    ) : (
                      <Quantity value={figures?.requestsPerSecond ?? null} unit="rps" note={note} />
                    )}
                  </td>
                  <td className={(figures?.errorShare ?? 0) > 0 ? 'text-failing' : ''}>
                    <Quantity value={figures?.errorShare ?? null} unit="share" note={note} />
                  </td>
                  <td>
                    <Quantity value={figures?.p50Ms ?? null} unit="ms" note={note} />
                  </td>
                  <td>
                    <Quantity value={figures?.p95Ms ?? null} unit="ms" note={note} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </FormSection>
  );
}

function isOneOf(node: GraphNode, namespace: string, workloads: readonly string[]): boolean {
  return node.kind === 'workload' && node.namespace === namespace && workloads.includes(node.workload ?? '');
}
