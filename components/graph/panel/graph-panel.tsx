'use client';
/** At the side of the picture: what is selected, else the whole. */
import { memo, type Ref } from 'react';
import { LazyChangeSection, LazyChangesPanel } from '@/components/graph/compare/compare-slots';
import type { ComparedMoments } from '@/components/graph/compare/use-comparison';
import type { Explained } from '@/components/graph/compare/use-explanation';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { Scope } from '@/components/shell/scope';
import { SidePanel } from '@/components/ui/side-panel';
import type { Comparison } from '@/lib/graph/compare/change';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { EdgePanel } from './edge-panel';
import { NodePanel } from './node-panel';
import { StackPanel } from './stack-panel';
import { SummaryPanel } from './summary-panel';

export interface GraphPanelProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly shown: ViewGraph;
  readonly elements: GraphElements | null;
  readonly selected: GraphTarget | null;
  readonly scope: Scope;
  readonly onSelect: (target: GraphTarget | null) => void;
  readonly onFold: (box: string, fold: boolean) => void;
  readonly compared: ComparedMoments | null;
  readonly explained: Explained | null;
  /** The two moments as drawn. */
  readonly drawn: Comparison | null;
}

export const GraphPanel = memo(function GraphPanel(props: GraphPanelProps) {
  const { ref, shown, elements, selected, scope, onSelect } = props;
  const line = selected?.kind === 'edge' ? elements?.lines.find((one) => one.id === selected.id) : undefined;
  const card = selected?.kind === 'node' ? elements?.cards.find((one) => one.id === selected.id) : undefined;
  return (
    <SidePanel
      name="graph"
      label="Details"
      // Beside it neither the picture nor the panel could be read on a narrow page: there it stands below.
      className="max-lg:!w-full max-lg:h-[40%] max-lg:max-w-none max-lg:border-t max-lg:border-l-0"
    >
      <section
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label="Details of the selection"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && selected !== null && !event.defaultPrevented) onSelect(null);
        }}
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-2 pb-6"
      >
        <SelectedChange {...props} />
        {line !== undefined ? (
          <EdgePanel key={line.id} line={line} shown={shown} scope={scope} onSelect={onSelect} />
        ) : card?.stack != null ? (
          <StackPanel
            key={card.id}
            stack={card.stack}
            shown={shown}
            onSelect={onSelect}
            onUnfold={(box) => props.onFold(box, false)}
          />
        ) : card?.node != null ? (
          <NodePanel key={card.id} node={card.node} shown={shown} scope={scope} onSelect={onSelect} />
        ) : props.compared !== null && props.explained !== null ? (
          <LazyChangesPanel
            compared={props.compared}
            explained={props.explained}
            comparison={props.drawn}
            elements={elements}
            selected={selected}
            onSelect={onSelect}
          />
        ) : (
          <SummaryPanel shown={shown} elements={elements} scope={scope} onSelect={onSelect} />
        )}
      </section>
    </SidePanel>
  );
});

/** Its figures at both moments, above everything else that is known of it. */
function SelectedChange({ drawn, selected, onSelect }: GraphPanelProps) {
  if (drawn === null || selected === null) return null;
  const change = (selected.kind === 'edge' ? drawn.edges : drawn.nodes).get(selected.id);
  return change === undefined ? null : <LazyChangeSection change={change} onBack={() => onSelect(null)} />;
}
