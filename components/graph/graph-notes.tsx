'use client';
/** At the foot of the picture: what is not in it, and why. */
import { EyeOff, Layers, TriangleAlert, Wand2 } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Tooltip } from '@/components/ui/tooltip';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { GAP, mayPass } from '@/lib/mesh/warning-codes';
import { ArrangementNotes } from './arrangement/arrangement-notes';
import type { Arrangement } from './use-layout';
import type { GraphView } from './view-state';

export interface GraphNotesProps {
  readonly answer: GraphAnswer;
  /** The namespaces that a first visit was narrowed to. */
  readonly narrowed: readonly string[] | null;
  readonly shown: Pick<ViewGraph, 'autoFolded' | 'folded'>;
  readonly onChange: (change: Partial<GraphView>) => void;
  readonly onArrange: () => void;
  readonly arranging: Arrangement;
  readonly layout: GraphView['layout'];
}

export const GraphNotes = memo(function GraphNotes(props: GraphNotesProps) {
  const { answer, shown, narrowed, onChange, onArrange } = props;
  const partial = answer.warnings.filter(mayPass);
  const gaps = answer.warnings.filter(({ code }) => code === GAP);
  return (
    // Minimap, zoom and legend stand at the left: notes that find no room beside them stack up.
    <div className="pointer-events-none absolute right-3 bottom-3 left-[21.5rem] flex flex-wrap-reverse items-center justify-end gap-2 *:pointer-events-auto">
      {partial.length > 0 && (
        <Tooltip content={partial.map((warning) => warning.message).join(' ')}>
          <Button className="border-degraded-line bg-degraded-wash text-degraded">
            <TriangleAlert aria-hidden="true" />
            Partial: {partial[0]?.source}
          </Button>
        </Tooltip>
      )}
      {gaps.length > 0 && (
        <Tooltip content={gaps.map((warning) => warning.message).join(' ')}>
          <Button>
            <EyeOff aria-hidden="true" />
            Not everything may be read
          </Button>
        </Tooltip>
      )}
      <ArrangementNotes arrangement={props.arranging} layout={props.layout} />
      {shown.autoFolded !== null && (
        <div className="flex h-7 items-center gap-2 rounded-control border border-line bg-surface pr-1 pl-2.5 text-text-2 text-xs">
          <Layers aria-hidden="true" className="size-3.5 text-text-3" />
          {answer.nodes.length.toLocaleString('en')} nodes are too many to read: {shown.autoFolded} boxes are
          folded
          <Button
            variant="quiet"
            className="!h-6 text-accent"
            onClick={() => onChange({ fold: 'none', folded: [], unfolded: [] })}
          >
            Unfold all
          </Button>
        </div>
      )}
      {narrowed !== null && (
        <div className="flex h-7 items-center gap-2 rounded-control border border-line bg-surface pr-1 pl-2.5 text-text-2 text-xs">
          <Layers aria-hidden="true" className="size-3.5 text-text-3" />
          The {narrowed.length} busiest of {answer.namespaces.length} namespaces
          <Button variant="quiet" className="!h-6 text-accent" onClick={() => onChange({ everything: true })}>
            Show all
          </Button>
        </div>
      )}
      {answer.nodes.length > 0 && (
        <div className="rounded-control border border-line bg-surface">
          <IconButton label="Arrange anew" className="!size-[26px]" onClick={onArrange}>
            <Wand2 aria-hidden="true" className="!size-3.5" />
          </IconButton>
        </div>
      )}
    </div>
  );
});
