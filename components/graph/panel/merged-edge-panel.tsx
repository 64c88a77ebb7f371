'use client';
/** An edge of a folded box: the sum of several, with what can be said of a sum. */
import { FoldedAlertsSection } from '@/components/graph/alerts/alerts-section';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { LineModel } from '@/components/graph/lines/line-model';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { CodesTable, codeRows } from './codes-table';
import { edgeFigures, worstEnding } from './edge-figures';
import { Figures, Nothing, PanelHead, Reason, Section } from './parts';

export interface MergedEdgePanelProps {
  readonly line: LineModel;
  readonly shown: ViewGraph;
  readonly onSelect: (target: GraphTarget | null) => void;
}

export function MergedEdgePanel({ line, shown, onSelect }: MergedEdgePanelProps) {
  const { edge } = line;
  const parts = shown.merged.get(edge.id)?.length ?? 1;
  const codes = edge.requests?.codes ?? [];
  return (
    <>
      <PanelHead
        title={<span className="min-w-0 truncate">{line.name}</span>}
        note={`${edge.protocol.toUpperCase()}, ${parts} ${parts === 1 ? 'edge' : 'edges'} together: an end is folded`}
        onClose={() => onSelect(null)}
      />
      <Reason health={edge.health} detail={worstEnding(edge)} />
      <Figures figures={edgeFigures(edge)} />
      <FoldedAlertsSection id={edge.id} drawnAs={shown.drawnAs} />
      <Section id="codes" title="Codes and flags">
        {codes.length === 0 ? (
          <Nothing>{edge.tcp === null ? 'No request in this window.' : 'TCP has no codes.'}</Nothing>
        ) : (
          <CodesTable rows={codeRows(codes, edge.protocol)} />
        )}
      </Section>
      <Section id="parts" title="Over the window">
        <Nothing>Unfold the box to see charts, traces and configuration of each edge.</Nothing>
      </Section>
    </>
  );
}
