'use client';
/** What the queries say of nodes and edges, drawn as the console draws a mesh; the drawing is loaded when it is wanted. */
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { Sized } from '@/components/dashboards/panels/mesh/sized';
import type { PanelBodyProps } from '@/components/dashboards/panels/panel-body';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { Skeleton } from '@/components/ui/skeleton';
import {
  type NodeGraph,
  type NodeGraphPanel as NodeGraphModel,
  nodeGraph,
} from '@/lib/dashboards/display/node-graph';

const NodeGraphPicture = dynamic(
  () => import('./node-graph-picture').then((module) => module.NodeGraphPicture),
  { ssr: false, loading: () => <Skeleton className="m-2 h-[calc(100%-16px)]" /> },
);

export function NodeGraphPanel({ panel, data, height }: PanelBodyProps<NodeGraphModel>) {
  const graph = useMemo(() => nodeGraph(data.frames, panel), [data.frames, panel]);
  if (graph === null) {
    return (
      <PanelNote>
        What came back has no columns of a graph: edges have source and target, nodes have id. Rename columns
        by a transformation.
      </PanelNote>
    );
  }
  if (graph.nodes.length === 0) return <PanelNote>No row names a node or both ends of an edge.</PanelNote>;
  const rest = restOf(graph);
  return (
    <div className="grid grid-rows-[minmax(0,1fr)_auto]" style={{ height }}>
      <Sized>{(size) => <NodeGraphPicture title={panel.title} graph={graph} {...size} />}</Sized>
      {rest !== '' && <p className="px-3 pb-1 text-text-3 text-xs">{rest}</p>}
    </div>
  );
}

function restOf({ leftOut: { nodes, edges } }: NodeGraph): string {
  const parts = [nodes > 0 ? `${nodes} nodes` : '', edges > 0 ? `${edges} edges` : ''].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join(' and ')} more are not drawn.`;
}
