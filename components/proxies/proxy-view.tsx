'use client';
/** What the proxies of a workload have, whether it is what they were sent, and where they would send a request. */
import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { podsQuery } from '@/components/logs/log-query';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { type ProxyOverview, SECTIONS, ZTUNNEL_SECTIONS } from '@/lib/proxies/contract';
import { ComparisonPanel } from './comparison-panel';
import { LogLevels } from './log-levels';
import { type ProxyId, proxyOverviewQuery } from './proxy-queries';
import { RouteCheckForm } from './route-check-form';
import { SectionTable } from './section-table';
import { SyncStrip } from './sync-strip';

export interface ProxyViewProps {
  readonly namespace: string;
  readonly workload: string;
}

const TITLES: Readonly<Record<string, string>> = {
  clusters: 'Clusters',
  endpoints: 'Endpoints',
  listeners: 'Listeners',
  routes: 'Routes',
  secrets: 'Certificates',
  bootstrap: 'Bootstrap',
  workloads: 'Workloads',
  services: 'Services',
  policies: 'Policies',
  certificates: 'Certificates',
  comparison: 'Sent and held',
  check: 'Ask for a route',
  levels: 'Log levels',
};

export function ProxyView({ namespace, workload }: ProxyViewProps) {
  const pods = useQuery(podsQuery(namespace, workload));
  const [chosen, setChosen] = useQueryState('pod', parseAsString);
  if (pods.isError) return <ProblemState problem={pods.error} onRetry={() => void pods.refetch()} />;
  if (pods.data === undefined) return <Skeleton className="m-4 h-60" />;
  const proxied = pods.data.pods.filter(({ proxy }) => proxy !== null);
  const pod = proxied.find(({ name }) => name === chosen) ?? proxied[0];
  if (pod === undefined) {
    return (
      <EmptyState
        icon={<Boxes />}
        title={pods.data.pods.length === 0 ? 'No pods run now' : 'No proxy runs here'}
      >
        {pods.data.pods.length === 0
          ? `${workload} has no pod.`
          : `The pods of ${workload} have no proxy of the mesh: without a sidecar, or carried by the ztunnel of their node.`}
      </EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {proxied.length > 1 && (
        <div className="px-4 pt-2">
          <Select
            label="Pod"
            showLabel
            value={pod.name}
            onValueChange={(name) => void setChosen(name)}
            options={proxied.map(({ name }) => ({ value: name, label: name }))}
          />
        </div>
      )}
      <OneProxy key={pod.name} proxy={{ namespace, pod: pod.name }} />
    </div>
  );
}

function OneProxy({ proxy }: { readonly proxy: ProxyId }) {
  const overview = useQuery(proxyOverviewQuery(proxy));
  const [part, setPart] = useQueryState('part', parseAsString.withOptions({ history: 'push' }));
  if (overview.isError)
    return <ProblemState problem={overview.error} onRetry={() => void overview.refetch()} />;
  if (overview.data === undefined) return <Skeleton className="m-4 h-60" />;
  const { data } = overview;
  const parts =
    data.kind === 'ztunnel'
      ? [...ZTUNNEL_SECTIONS, 'levels']
      : [...SECTIONS, 'comparison', 'check', 'levels'];
  const current = parts.find((one) => one === part) ?? parts[0] ?? 'clusters';
  return (
    <>
      <SyncStrip overview={data} />
      <Tabs
        id="proxy"
        label="Parts of the proxy"
        value={current}
        onValueChange={(next) => void setPart(next)}
        items={parts.map((value) => ({ value, label: TITLES[value] ?? value }))}
      />
      <div
        role="tabpanel"
        id={`proxy-panel-${current}`}
        aria-labelledby={`proxy-tab-${current}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Part part={current} proxy={proxy} overview={data} />
      </div>
    </>
  );
}

interface PartProps {
  readonly part: string;
  readonly proxy: ProxyId;
  readonly overview: ProxyOverview;
}

function Part({ part, proxy, overview }: PartProps) {
  const section = [...SECTIONS, ...ZTUNNEL_SECTIONS].find((one) => one === part);
  if (section !== undefined) return <SectionTable key={section} proxy={proxy} section={section} />;
  if (part === 'comparison') return <ComparisonPanel proxy={proxy} />;
  return part === 'check' ? (
    <RouteCheckForm proxy={proxy} />
  ) : (
    <LogLevels proxy={proxy} levels={overview.logLevels} />
  );
}
