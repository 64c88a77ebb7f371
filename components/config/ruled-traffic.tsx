'use client';
/** The traffic that an object has to do with: how much of it flows, and the graph with its services found. */
import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { fetchGraph } from '@/components/shell/fetch-graph';
import { useScopedHref } from '@/components/shell/scope';
import { Quantity } from '@/components/ui/quantity';
import { graphParams, type RuledService, ratedNodes, ruledGraphHref } from './ruled-services';

const EVERY_MS = 15_000;

export function RuledTraffic({ rules }: { rules: readonly RuledService[] }) {
  const scoped = useScopedHref();
  const params = graphParams(rules);
  const graph = useQuery({
    queryKey: ['config', 'ruled-traffic', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    enabled: rules.length > 0,
    retry: false,
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });
  if (rules.length === 0) return null;
  const what = rules.length === 1 ? (rules[0]?.name ?? '') : `${rules.length} services`;
  const rate = graph.data === undefined ? null : ratedNodes(graph.data.nodes, rules);
  const note = graph.error === null ? 'last 10 min' : 'The traffic could not be read.';
  return (
    <section aria-label="Traffic that it rules" className="flex shrink-0 items-center gap-2">
      <span aria-hidden="true" className="mx-1 h-4 w-px shrink-0 bg-line" />
      <span className="text-text-3">Rules</span>
      <Link
        href={scoped(ruledGraphHref(rules)) as '/graph'}
        prefetch={false}
        title={`On the graph: ${rules.map(({ host }) => host).join(', ')}`}
        className="inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control border border-line bg-surface px-2 hover:bg-raised"
      >
        <Workflow aria-hidden="true" className="size-3.5 text-text-3" />
        <span className="max-w-32 truncate font-medium text-text">{what}</span>
        {(rate !== null || graph.error !== null) && <Quantity value={rate} unit="rps" note={note} />}
      </Link>
    </section>
  );
}
