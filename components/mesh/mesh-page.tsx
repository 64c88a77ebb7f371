'use client';
/** `/mesh`: control planes, versions, certificates, settings, gateways, add-ons and sources. */
import { useQuery } from '@tanstack/react-query';
import { ControlPlaneCard } from '@/components/overview/control-plane-card';
import { SourcesCard } from '@/components/overview/sources-card';
import { usePage } from '@/components/shell/page';
import { useScope } from '@/components/shell/scope';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { MeshPageAnswer } from '@/lib/insight/mesh-page/contract';
import { ConfigurationCards } from './configuration-cards';
import { FiguresCards } from './figures-cards';
import { meshPageQuery } from './mesh-query';
import { ObjectLink } from './object-link';
import { ProxiesCard } from './proxies-card';
import { RowsCard } from './rows-card';

export function MeshPage() {
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(meshPageQuery(useScope()));
  usePage({
    title: 'Mesh',
    updatedAt: dataUpdatedAt,
    fetching: isFetching,
    problem: data === undefined ? null : error,
    without: ['namespaces'],
  });
  return (
    <div className="h-full overflow-auto">
      <div className="columns-[400px] gap-3 p-4 pb-1 [&>*]:mb-3 [&>*]:break-inside-avoid">
        <ControlPlaneCard />
        <SourcesCard />
        <FiguresCards />
        <ProxiesCard />
        {data === undefined && error !== null && (
          <ProblemState compact problem={error} onRetry={() => void refetch()} />
        )}
        {data === undefined && error === null && (
          <div role="status" aria-label="Loading what the mesh is made of">
            <Skeleton className="h-48 w-full" />
          </div>
        )}
        {data?.configuration === null && (
          <p className="text-pretty px-3 text-text-2">
            No source of configuration is set; revisions, settings and gateways are known with one.
          </p>
        )}
        {data !== undefined && data.configuration !== null && (
          <ConfigurationCards mesh={data.configuration} />
        )}
        {data !== undefined && <PlacesCards mesh={data} />}
      </div>
    </div>
  );
}

/** Where several are connected, those that only traffic names stand out. */
function clusterNote(name: string, connected: readonly string[]): string {
  if (connected.length === 0) return 'cluster';
  return connected.includes(name) ? 'cluster, connected' : 'cluster that is not connected';
}

/** Which clusters and networks there are, and where the console asks. */
function PlacesCards({
  mesh: { clusters, connected = [], addresses, configuration },
}: {
  mesh: MeshPageAnswer;
}) {
  const networks = configuration?.networks ?? [];
  return (
    <>
      <RowsCard
        title="Clusters and networks"
        nothing="No traffic names a cluster, and nothing a network."
        rows={[
          ...(clusters ?? []).map((name) => ({
            key: `cluster/${name}`,
            left: name,
            right: clusterNote(name, connected),
          })),
          ...networks.map(({ name, id }) => ({
            key: `network/${name}`,
            left: name,
            right: (
              <>
                network of <ObjectLink id={id} />
              </>
            ),
          })),
        ]}
      />
      {addresses !== null && (
        <RowsCard
          title="Addresses of the sources"
          nothing="None is set."
          rows={addresses.map(({ source, address }) => ({
            key: source,
            left: source,
            right: <span className="break-all font-mono text-xs">{address}</span>,
          }))}
        />
      )}
    </>
  );
}
