'use client';
/** The path of a trace on the traffic of its time: edges that it took with count and time, beside what metrics saw. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { parseAsBoolean, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { fetchGraph } from '@/components/shell/fetch-graph';
import type { CallCard, CallLine } from '@/components/traces/mesh/call-drawing';
import { CallPicture } from '@/components/traces/mesh/call-picture';
import { windowAround } from '@/components/traces/mesh/rank-query';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { spanCalls } from '@/lib/insight/span-calls';
import { namespacesOf, type PathEdge, type PathNode, tracePath } from '@/lib/insight/trace-path';
import { quantityText } from '@/lib/mesh/quantity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { startUnixUs } from '@/lib/traces/model/trace';
import { PathTable } from './path-table';

const parsers = { meshAround: parseAsBoolean.withDefault(true) };
/** More cards than this are no picture any more. */
const MOST_CARDS = 80;

function graphAround(namespaces: readonly string[] | null, window: TimeWindow) {
  const params = new URLSearchParams({
    ...(namespaces !== null && { namespaces: namespaces.join(',') }),
    from: String(window.fromSeconds),
    to: String(window.toSeconds),
    type: 'workload',
    serviceNodes: 'none',
    latency: 'p95',
  }).toString();
  return queryOptions({
    queryKey: ['graph', params],
    queryFn: ({ signal }) => fetchGraph(params, signal),
    staleTime: 60_000,
    structuralSharing: false,
  });
}

export function MeshView({ model, state }: TraceViewProps) {
  const { trace } = model;
  const [{ meshAround }, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const [nowSeconds] = useState(() => Date.now() / 1000);
  const calls = useMemo(() => spanCalls(trace), [trace]);
  const window = windowAround(startUnixUs(trace, model.root), nowSeconds);
  const asked = useQuery({ ...graphAround(namespacesOf(calls), window), enabled: calls.length > 0 });
  const path = useMemo(() => tracePath(trace, calls, asked.data ?? null), [trace, calls, asked.data]);
  const picture = useMemo(
    () => pictureOf(path.nodes, path.edges, meshAround, asked.data !== undefined),
    [path, meshAround, asked.data],
  );
  if (calls.length === 0) {
    return (
      <EmptyState title="No call in this trace names a workload of the mesh">
        Proxies write node_id and upstream_cluster; tracers write k8s.* attributes. None of its spans has
        them.
      </EmptyState>
    );
  }
  const taken = path.edges.filter((edge) => edge.calls > 0);
  const chosen = taken.find((edge) => edge.row === state.selected);
  return (
    <>
      <ViewBar model={model} state={state}>
        <Checkbox
          checked={meshAround}
          onCheckedChange={(on) => void setUrl({ meshAround: on === true ? null : false })}
          label="Traffic beside the path"
        />
        <span className="ml-auto text-text-3 text-xs">
          {asked.data === undefined
            ? asked.error === null
              ? 'Reading the traffic around it'
              : 'Drawn from the trace alone'
            : `Traffic of the ${Math.round((window.toSeconds - window.fromSeconds) / 60)} min around it`}
        </span>
      </ViewBar>
      {asked.error !== null && (
        <ProblemState compact problem={asked.error} onRetry={() => void asked.refetch()} />
      )}
      <CallPicture
        label={`Path of the trace: ${taken.length} edges, as the table below tells`}
        cards={picture.cards}
        lines={picture.lines}
        chosen={chosen === undefined ? null : edgeKey(chosen)}
      />
      <PathTable edges={taken} nodes={path.nodes} selected={state.selected} onSelect={state.select} />
    </>
  );
}

function edgeKey({ from, to }: PathEdge): string {
  return `${from}>${to}`;
}

/** `isCompared`: metrics have been read, so that what they did not see can be said. */
function pictureOf(
  nodes: readonly PathNode[],
  edges: readonly PathEdge[],
  around: boolean,
  isCompared: boolean,
): { readonly cards: readonly CallCard[]; readonly lines: readonly CallLine[] } {
  const shown = nodes.filter(({ isOnPath }) => around || isOnPath).slice(0, MOST_CARDS);
  const names = new Map(nodes.map(({ key, name }) => [key, name]));
  return {
    cards: shown.map(({ key, name, namespace, node, isOnPath }) => ({
      key,
      name,
      detail: namespace,
      look: !isOnPath ? 'aside' : isCompared && node === null ? 'unmatched' : 'seen',
    })),
    lines: edges.map((edge) => ({
      key: edgeKey(edge),
      from: edge.from,
      to: edge.to,
      look: lookOf(edge, isCompared),
      text:
        edge.calls === 0 ? null : `${edge.calls} × ${quantityText(edge.totalNs / 1000 / edge.calls, 'us')}`,
      title: `${names.get(edge.from)} to ${names.get(edge.to)}: ${edge.calls} calls of this trace`,
    })),
  };
}

function lookOf({ calls, failed, traffic }: PathEdge, isCompared: boolean): CallLine['look'] {
  if (calls === 0) return 'aside';
  if (failed > 0) return 'failed';
  return isCompared && traffic === null ? 'unmatched' : 'seen';
}
