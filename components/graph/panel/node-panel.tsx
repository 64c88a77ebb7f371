'use client';
/** All about one node: what arrives, what it calls, how that went, and what rules it. */
import { useState } from 'react';
import { AlertsSection } from '@/components/graph/alerts/alerts-section';
import { nodeIcon } from '@/components/graph/cards/node-icon';
import { nodeTag } from '@/components/graph/cards/node-words';
import type { GraphTarget } from '@/components/graph/emphasis';
import { NodePageLink } from '@/components/inventory/page-link';
import type { Scope } from '@/components/shell/scope';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { subjectOfNode } from '@/lib/graph/subject-of';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { MessageTraffic, RequestTraffic } from '@/lib/metrics/traffic';
import { CodesTable, codeRows } from './codes-table';
import { ConfigSection } from './config-section';
import { DetailSlot } from './detail-slot';
import { errorsFailFrom } from './errors-fail-from';
import { FactsSection } from './facts-section';
import { calledService } from './hosts';
import { LazyCharts } from './lazy-charts';
import { Neighbours } from './neighbours';
import { type Figure, Figures, Jumps, NamedThing, Nothing, PanelHead, Reason, Section } from './parts';
import { tracesHref, tracesOfCode, tracesOfNode } from './traces-of';
import { TracesSection } from './traces-section';

type Direction = 'incoming' | 'outgoing';

export interface NodePanelProps {
  readonly node: GraphNode;
  readonly shown: ViewGraph;
  readonly scope: Scope;
  readonly onSelect: (target: GraphTarget | null) => void;
}

export function NodePanel({ node, shown, scope, onSelect }: NodePanelProps) {
  const [direction, setDirection] = useState<Direction>(receives(node) ? 'incoming' : 'outgoing');
  const edges = shown.edges.filter(
    (edge) => (direction === 'incoming' ? edge.target : edge.source) === node.id,
  );
  const Icon = nodeIcon(node);
  const codes = (direction === 'incoming' ? node.incoming : node.outgoing)?.codes ?? [];
  const traces = tracesOfNode(node, highestP95(edges));
  const carries = carriedBy(node, direction);
  return (
    <>
      <PanelHead
        title={
          <NamedThing
            icon={<Icon aria-hidden="true" strokeWidth={1.75} />}
            name={node.name}
            tag={nodeTag(node)}
          />
        }
        note={
          <span className="inline-flex max-w-full gap-2">
            <span className="truncate">{placeOf(node)}</span>
            <NodePageLink node={node} />
          </span>
        }
        onClose={() => onSelect(null)}
      />
      <Reason health={node.health} />
      <Figures figures={figuresOf(node, direction, edges)} />
      <AlertsSection kind="node" id={node.id} />
      <Jumps
        sections={[
          ['traffic', 'Traffic'],
          ['codes', 'Codes and flags'],
          ['before', 'Details'],
          ['traces', 'Traces'],
          ['config', 'Config'],
        ]}
      />
      <Section
        id="traffic"
        title="Over the window"
        action={
          <SegmentedControl
            label="Direction"
            value={direction}
            onValueChange={setDirection}
            segments={[
              { value: 'incoming', label: 'Inbound', disabled: !receives(node) },
              { value: 'outgoing', label: 'Outbound', disabled: !sends(node) },
            ]}
          />
        }
      >
        {receives(node) || sends(node) ? (
          <LazyCharts
            key={direction}
            of={subjectOfNode(node, direction)}
            scope={scope}
            errorsFailFrom={errorsFailFrom(node.health)}
            tracesHref={traces === null || direction === 'outgoing' ? null : tracesHref(traces)}
          />
        ) : (
          <Nothing>No traffic in this window.</Nothing>
        )}
      </Section>
      <FactsSection node={node} />
      <Neighbours edges={edges} direction={direction} shown={shown} onSelect={onSelect} />
      <Section
        id="codes"
        title="Codes and flags"
        note={direction === 'incoming' ? 'of what arrives' : 'of what it calls'}
      >
        {codes.length === 0 ? (
          <Nothing>No request in this window.</Nothing>
        ) : (
          <CodesTable
            rows={codeRows(codes, edges.some((edge) => edge.protocol === 'grpc') ? 'grpc' : 'http')}
            {...(direction === 'incoming' && { hrefOf: (row) => tracesOfCode(traces, row) })}
          />
        )}
      </Section>
      {(carries.requests || carries.tcp) && (
        <DetailSlot
          key={direction}
          of={subjectOfNode(node, direction)}
          window={shown.window}
          carries={carries}
        />
      )}
      <TracesSection of={traces} scope={scope} />
      <ConfigSection
        of={calledService(node, node.incoming?.codes ?? [])}
        title="Config that applies"
        workload={workloadOf(node)}
      />
    </>
  );
}

function workloadOf({ namespace, workload }: GraphNode) {
  return namespace === null || workload === null ? null : { namespace, name: workload };
}

function carriedBy(node: GraphNode, direction: Direction) {
  const [requests, tcp] =
    direction === 'incoming' ? [node.incoming, node.incomingTcp] : [node.outgoing, node.outgoingTcp];
  return { requests: requests !== null, tcp: tcp !== null };
}

function receives(node: GraphNode): boolean {
  return node.incoming !== null || node.incomingTcp !== null;
}

function sends(node: GraphNode): boolean {
  return node.outgoing !== null || node.outgoingTcp !== null;
}

function placeOf(node: GraphNode): string {
  const where = node.namespace === null ? '' : ` in ${node.namespace}`;
  switch (node.kind) {
    case 'service':
      return `Service${where}`;
    case 'external':
      return `Host outside the mesh, ServiceEntry${where}`;
    case 'gateway':
      return `Gateway${where}`;
    case 'waypoint':
      return `Waypoint proxy${where}`;
    case 'operation':
      return `Operation${where}`;
    case 'passthrough':
      return 'Hosts that the mesh does not know, let through';
    case 'blackhole':
      return 'Hosts that the mesh does not know, blocked';
    case 'unknown':
      return 'Callers without a proxy';
    case 'app':
      return node.workload === null ? `App${where}` : `App${where}, workload ${node.workload}`;
    case 'workload':
      return `Workload${where}`;
  }
  return node.kind satisfies never;
}

/** A node's own p95 is in its charts: quantiles of edges cannot be added. Here stands the worst of its edges, and says so. */
function highestP95(edges: readonly GraphEdge[]): number | null {
  const values = edges.flatMap((edge) => edge.latencyMs?.p95 ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

function figuresOf(node: GraphNode, direction: Direction, edges: readonly GraphEdge[]): Figure[] {
  const traffic = direction === 'incoming' ? node.incoming : node.outgoing;
  const tcp = direction === 'incoming' ? node.incomingTcp : node.outgoingTcp;
  if (traffic === null && tcp !== null) {
    return [
      { label: 'Sent', value: tcp.sentBytesPerSecond, unit: 'bytesPerSecond', note: 'from caller to callee' },
      {
        label: 'Received',
        value: tcp.receivedBytesPerSecond,
        unit: 'bytesPerSecond',
        note: 'from callee to caller',
      },
      {
        label: 'Opened per s',
        value: tcp.connectionsOpenedPerSecond,
        unit: 'count',
        note: 'connections opened per second',
      },
      { label: 'Edges', value: edges.length, unit: 'count' },
    ];
  }
  const messages = direction === 'incoming' ? node.incomingMessages : node.outgoingMessages;
  return [
    ...(messages === null ? [] : messageFigures(messages)),
    {
      label: direction === 'incoming' ? 'Rate in' : 'Rate out',
      value: traffic?.requestsPerSecond ?? null,
      unit: 'rps',
    },
    { label: 'Errors', value: errorShare(traffic), unit: 'share', tone: errorTone(node, traffic) },
    { label: 'Worst p95', value: highestP95(edges), unit: 'ms', note: 'highest p95 of its edges' },
    { label: '4xx', value: share(traffic?.clientErrorsPerSecond, traffic), unit: 'share' },
  ];
}

/** By the caller's view: what it sent, what came back. */
function messageFigures({ sentPerSecond, receivedPerSecond }: MessageTraffic): Figure[] {
  return [
    { label: 'Messages sent', value: sentPerSecond, unit: 'messages', note: 'by the callers' },
    { label: 'Received', value: receivedPerSecond, unit: 'messages', note: 'by the callers' },
  ];
}

function errorShare(traffic: RequestTraffic | null): number | null {
  return share(traffic?.errorsPerSecond, traffic);
}

function share(part: number | undefined, traffic: RequestTraffic | null): number | null {
  if (part === undefined || traffic === null || traffic.requestsPerSecond === 0) return null;
  return part / traffic.requestsPerSecond;
}

function errorTone(node: GraphNode, traffic: RequestTraffic | null): 'failing' | 'degraded' | 'plain' {
  if (traffic === null || traffic.errorsPerSecond === 0) return 'plain';
  return node.health.kind === 'failing' ? 'failing' : 'degraded';
}
