'use client';
/** The traffic graph of the panel's namespaces and time, small; each card leads to the large one. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { WaitsNote } from '@/components/dashboards/panels/waits-note';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { usePutIn, useWaitingFor } from '@/components/dashboards/view/use-put-in';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { Panel } from '@/lib/dashboards/model/panel';
import { meshWindow, namesIn } from './mesh-window';
import { Sized } from './sized';

const SmallGraph = dynamic(() => import('./small-graph').then((module) => module.SmallGraph), {
  ssr: false,
  loading: () => <Skeleton className="m-2 h-[calc(100%-16px)]" />,
});

export interface MeshGraphPanelProps {
  readonly panel: Extract<Panel, { type: 'servicegraph' }>;
}

export function MeshGraphPanel({ panel }: MeshGraphPanelProps) {
  const put = usePutIn();
  const waitsFor = useWaitingFor(panel.namespaces, panel.focus);
  const { plan } = useDashboard();
  const asked = meshWindow(plan.window);
  const namespaces = namesIn(put(panel.namespaces, 'text'));
  if (namespaces.length > 0) asked.set('namespaces', namespaces.join(','));
  const href = `/graph?${asked}`;
  const params = new URLSearchParams(asked);
  params.set('latency', 'p95');
  const graph = useQuery({
    queryKey: ['panel-graph', params.toString()],
    queryFn: ({ signal }) => fetchGraph(params.toString(), signal),
    enabled: waitsFor.length === 0,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  if (waitsFor.length > 0) return <WaitsNote names={waitsFor} />;
  if (graph.data === undefined) {
    return graph.error === null ? (
      <Skeleton className="m-2 h-[calc(100%-16px)]" />
    ) : (
      <ProblemState problem={graph.error} onRetry={() => void graph.refetch()} compact />
    );
  }
  const { data } = graph;
  const focus = put(panel.focus, 'text').trim();
  return (
    <div className="grid h-full grid-rows-[minmax(0,1fr)_24px]">
      <Sized>{(size) => <SmallGraph answer={data} focus={focus} {...size} href={href} />}</Sized>
      <p className="flex items-center justify-end px-3 text-xs">
        <Link href={href as Route} prefetch={false} className="link">
          Open the graph
        </Link>
      </p>
    </div>
  );
}
