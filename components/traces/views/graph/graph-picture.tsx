'use client';
/** The drawn graph of a trace: cards that are buttons, lines between them, moved and scaled as one. */
import type { CSSProperties } from 'react';
import { ErrorMark } from '@/components/traces/error-mark';
import { Highlight } from '@/components/traces/highlight';
import { shortOperation } from '@/components/traces/names';
import { seriesColor } from '@/components/traces/service-colors';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { heatBackground } from '@/components/traces/views/heat';
import { arrowHead } from '@/components/ui/arrow-head';
import { classNames } from '@/components/ui/class-names';
import { ScaledDrawing } from '@/components/ui/scaled-drawing';
import { quantityText } from '@/lib/mesh/quantity';
import type { TraceGraphNode } from '@/lib/traces/trace-graph';
import { type DrawnEdge, type DrawnNode, edgeKey, type GraphDrawing } from './graph-drawing';

export type GraphColoring = 'service' | 'self' | 'total';

export interface GraphPictureProps {
  readonly model: TraceModel;
  readonly drawing: GraphDrawing;
  readonly scale: number;
  readonly coloring: GraphColoring;
  readonly selected: number | null;
  /** Ids of nodes that hold what is searched for; null = nothing is. */
  readonly matched: ReadonlySet<number> | null;
  readonly terms: readonly string[];
  readonly onSelect: (node: TraceGraphNode) => void;
}

export function GraphPicture(props: GraphPictureProps) {
  const { drawing, scale, selected, matched } = props;
  const most = Math.max(1, ...drawing.nodes.map(({ node }) => heatOf(node, props.coloring)));
  return (
    <ScaledDrawing
      width={drawing.width}
      height={drawing.height}
      scale={scale}
      className="mx-auto"
      lines={drawing.edges.map((line) => <Line key={edgeKey(line.edge)} line={line} />)}
    >
      {drawing.edges.map((line) => (
        <Calls key={edgeKey(line.edge)} line={line} />
      ))}
      {drawing.nodes.map((drawn) => (
        <Card
          key={drawn.node.id}
          {...props}
          drawn={drawn}
          share={heatOf(drawn.node, props.coloring) / most}
          isSelected={drawn.node.id === selected}
          isFaded={matched !== null && !matched.has(drawn.node.id)}
        />
      ))}
    </ScaledDrawing>
  );
}

function heatOf({ selfNs, totalNs }: TraceGraphNode, coloring: GraphColoring): number {
  return coloring === 'total' ? totalNs : selfNs;
}

function Line({ line: { edge, path, tip, direction } }: { line: DrawnEdge }) {
  const isFailing = edge.failed > 0;
  const arrow = arrowHead(tip, direction, 7);
  return (
    <g className={isFailing ? 'text-failing' : 'text-control'}>
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={Math.min(5, 1.4 + Math.log10(Math.max(1, edge.calls)))}
        strokeDasharray={edge.isAsynchronous ? '5 4' : undefined}
      />
      <path d={arrow} fill="currentColor" />
    </g>
  );
}

/** How often it was called, where that was more than once. */
function Calls({ line: { edge, label } }: { line: DrawnEdge }) {
  if (edge.calls < 2 && edge.failed === 0) return null;
  return (
    <span
      aria-hidden="true"
      style={{ transform: `translate(${label.x}px, ${label.y}px) translate(-50%, -50%)` }}
      className={classNames(
        'pointer-events-none absolute top-0 left-0 whitespace-nowrap rounded-full border bg-surface px-1.5 font-medium text-2xs tabular-nums leading-4',
        edge.failed > 0 ? 'border-failing text-failing' : 'border-line text-text-2',
      )}
    >
      {edge.calls.toLocaleString('en-US')} ×
    </span>
  );
}

interface CardProps extends GraphPictureProps {
  readonly drawn: DrawnNode;
  /** Of the largest in the picture. */
  readonly share: number;
  readonly isSelected: boolean;
  readonly isFaded: boolean;
}

function Card({
  model,
  drawn: { node, rect },
  coloring,
  share,
  isSelected,
  isFaded,
  terms,
  onSelect,
}: CardProps) {
  const { trace, names, series } = model;
  const service = names[node.service] ?? '';
  const name = node.name < 0 ? null : shortOperation(trace.names[node.name] ?? '');
  const self = quantityText(node.selfNs / 1000, 'us');
  const ofTrace = quantityText(trace.totalNs > 0 ? node.totalNs / trace.totalNs : 0, 'share');
  const spans = `${node.spans.toLocaleString('en-US')} ${node.spans === 1 ? 'span' : 'spans'}`;
  const figures = `${spans}${node.failed > 0 ? `, ${node.failed} failed` : ''}, total ${quantityText(node.totalNs / 1000, 'us')} (${ofTrace} of the trace), self ${self}`;
  const style: CSSProperties = {
    width: rect.width,
    height: rect.height,
    transform: `translate(${rect.x}px, ${rect.y}px)`,
    borderLeftColor: seriesColor(series[node.service]),
    ...(coloring !== 'service' && {
      background: heatBackground(share, 'var(--surface)'),
    }),
  };
  return (
    <button
      type="button"
      data-node={node.id}
      style={style}
      aria-pressed={isSelected}
      aria-label={`${service}${name === null ? '' : ` ${name}`}: ${figures}`}
      title={`${trace.services[node.service]}${name === null ? '' : ` ${name}`}\n${figures}`}
      onClick={() => onSelect(node)}
      className={classNames(
        'absolute top-0 left-0 flex flex-col justify-center rounded-card border border-line border-l-[3px] bg-surface px-2.5 text-left leading-4 hover:bg-raised',
        isSelected && 'outline-2 outline-accent outline-offset-1',
        isFaded && 'opacity-45',
      )}
    >
      <span className="flex w-full min-w-0 items-center gap-1.5 text-xs">
        {node.failed > 0 && <ErrorMark own className="size-3" />}
        <ServiceSwatch series={series[node.service]} />
        <span className="truncate font-semibold">
          <Highlight text={service} terms={terms} />
        </span>
        {node.spans > 1 && (
          <span className="ml-auto shrink-0 text-2xs text-text-3 tabular-nums">
            {node.spans.toLocaleString('en-US')} ×
          </span>
        )}
      </span>
      {name !== null && (
        <span className="w-full truncate text-2xs text-text-2">
          <Highlight text={name} terms={terms} />
        </span>
      )}
      <span className="flex w-full justify-between gap-2 text-2xs tabular-nums">
        <span className="truncate">
          {quantityText(node.totalNs / 1000, 'us')} <span className="text-text-3">{ofTrace}</span>
        </span>
        <span className="shrink-0 text-text-3">self {self}</span>
      </span>
    </button>
  );
}
