'use client';
/** All about one edge: why it is not well, four figures, how it went over time, how requests ended, where to look next. */
import { ArrowRight } from 'lucide-react';
import { TryEdgeLink } from '@/components/config/try/try-edge-link';
import { AlertsSection } from '@/components/graph/alerts/alerts-section';
import { nodeIcon } from '@/components/graph/cards/node-icon';
import { nodeTag } from '@/components/graph/cards/node-words';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { LineModel } from '@/components/graph/lines/line-model';
import type { Scope } from '@/components/shell/scope';
import type { GraphEdge, GraphNode } from '@/lib/graph/contract';
import { subjectOfEdge } from '@/lib/graph/subject-of';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { CodesTable, codeRows } from './codes-table';
import { ConfigSection } from './config-section';
import { DetailSlot } from './detail-slot';
import { edgeFigures, worstEnding } from './edge-figures';
import { errorsFailFrom } from './errors-fail-from';
import { calledService } from './hosts';
import { LazyCharts } from './lazy-charts';
import { MergedEdgePanel } from './merged-edge-panel';
import { Figures, Jumps, NamedThing, Nothing, PanelHead, Reason, Section } from './parts';
import { tracesHref, tracesOfCode, tracesOfEdge } from './traces-of';
import { TracesSection } from './traces-section';

export interface EdgePanelProps {
  readonly line: LineModel;
  readonly shown: ViewGraph;
  readonly scope: Scope;
  readonly onSelect: (target: GraphTarget | null) => void;
}

export function EdgePanel({ line, shown, scope, onSelect }: EdgePanelProps) {
  const { edge } = line;
  const source = shown.nodes.find((node) => node.id === edge.source);
  const target = shown.nodes.find((node) => node.id === edge.target);
  if (source === undefined || target === undefined)
    return <MergedEdgePanel line={line} shown={shown} onSelect={onSelect} />;
  const codes = edge.requests?.codes ?? [];
  const traces = tracesOfEdge(edge, source, target);
  return (
    <>
      <PanelHead
        title={<EdgeTitle source={source} target={target} onSelect={onSelect} />}
        note={`${edge.protocol.toUpperCase()}${place(source, target)}, ${countedBy(edge, source, target)}`}
        onClose={() => onSelect(null)}
      />
      <Reason health={edge.health} detail={worstEnding(edge)} />
      <Figures figures={edgeFigures(edge)} />
      <AlertsSection kind="edge" id={edge.id} />
      <Jumps
        sections={[
          ['traffic', 'Traffic'],
          ['codes', 'Codes and flags'],
          ['before', 'Details'],
          ['traces', 'Traces'],
          ['config', 'Config'],
        ]}
      />
      <Section id="traffic" title="Over the window">
        <LazyCharts
          of={subjectOfEdge(edge, source)}
          scope={scope}
          errorsFailFrom={errorsFailFrom(edge.health)}
          tracesHref={traces === null ? null : tracesHref(traces)}
        />
      </Section>
      {edge.tcp === null && (
        <Section id="codes" title="Codes and flags">
          {codes.length === 0 ? (
            <Nothing>No request in this window.</Nothing>
          ) : (
            <CodesTable rows={codeRows(codes, edge.protocol)} hrefOf={(row) => tracesOfCode(traces, row)} />
          )}
        </Section>
      )}
      <DetailSlot
        of={subjectOfEdge(edge, source)}
        window={shown.window}
        carries={{ requests: edge.tcp === null, tcp: edge.tcp !== null }}
      />
      <TracesSection of={traces} scope={scope} />
      <ConfigSection of={calledService(target, codes)} title="Config that rules this edge" />
      <TryEdgeLink edge={edge} source={source} target={target} />
    </>
  );
}

interface EdgeTitleProps {
  readonly source: GraphNode;
  readonly target: GraphNode;
  readonly onSelect: (target: GraphTarget) => void;
}

function EdgeTitle({ source, target, onSelect }: EdgeTitleProps) {
  return [source, target].map((node, index) => {
    const Icon = nodeIcon(node);
    return (
      <span key={`${index === 0 ? 'from' : 'to'} ${node.id}`} className="flex min-w-0 items-center gap-1.5">
        {index === 1 && <ArrowRight aria-label="to" className="size-4 text-text-3" />}
        <button
          type="button"
          className="min-w-0 rounded-tag hover:underline"
          onClick={() => onSelect({ kind: 'node', id: node.id })}
        >
          <NamedThing
            icon={<Icon aria-hidden="true" strokeWidth={1.75} />}
            name={node.name}
            tag={node.version ?? (node.kind === 'app' ? null : nodeTag(node))}
          />
        </button>
      </span>
    );
  });
}

function place(source: GraphNode, target: GraphNode): string {
  if (source.namespace === target.namespace)
    return source.namespace === null ? '' : ` in ${source.namespace}`;
  return ` from ${source.namespace ?? 'outside'} to ${target.namespace ?? 'outside'}`;
}

function countedBy(edge: GraphEdge, source: GraphNode, target: GraphNode): string {
  const words = edge.reporters.map((reporter) =>
    reporter === 'source' ? source.name : reporter === 'destination' ? target.name : 'the waypoint',
  );
  return words.length === 0 ? 'nothing counted' : `as counted by ${words.join(' and ')}`;
}
