'use client';
/** All words of the picture: cards, boxes' headers and pills, in one layer that one transform moves. */
import { memo, useMemo, useSyncExternalStore } from 'react';
import { FarLayer } from '@/components/graph/canvas/far-layer';
import { detailAt, inSeenCells, seenCells, type ViewportStore } from '@/components/graph/canvas/viewport';
import type { Emphasis, GraphTarget } from '@/components/graph/emphasis';
import { PillLayer } from '@/components/graph/lines/pill-layer';
import type { Picture } from '@/components/graph/use-layout';
import type { Rect } from '@/lib/graph/layout/drawing';
import { BoxHeader } from './box-header';
import { NodeCard } from './node-card';

export interface CardLayerProps {
  readonly picture: Picture;
  readonly viewport: ViewportStore;
  readonly emphasis: Emphasis;
  readonly selected: GraphTarget | null;
  /** Both ends of the selected edge. */
  readonly ends: ReadonlySet<string>;
  readonly matches: readonly string[];
  readonly currentMatch: string | null;
  readonly onPick: (id: string) => void;
  readonly onFold: (box: string, fold: boolean) => void;
}

export const CardLayer = memo(function CardLayer(props: CardLayerProps) {
  const { picture, viewport, emphasis, selected, onFold } = props;
  const { elements, layout } = picture;
  const detail = useSyncExternalStore(
    viewport.subscribe,
    // Before the first drawing nobody knows how near the picture will be.
    () => (viewport.get().width === 0 ? null : detailAt(viewport.get().zoom)),
    () => null,
  );
  const cells = useSyncExternalStore(
    viewport.subscribe,
    () => seenCells(viewport.get()),
    () => '',
  );
  const matched = useMemo(() => new Set(props.matches), [props.matches]);
  if (detail === null) return null;
  if (detail === 'far') return <FarLayer {...props} matched={matched} />;

  const seen = (rect: Rect | undefined): rect is Rect => rect !== undefined && inSeenCells(cells, rect);
  const dimNode = (id: string) => emphasis.nodes !== null && !emphasis.nodes.has(id);
  const focusable = selected?.kind === 'node' ? selected.id : elements.cards[0]?.id;
  return (
    <>
      {elements.boxes.map((box) => {
        const rect = layout.boxes.get(box.id);
        return seen(rect) ? (
          <BoxHeader
            key={box.id}
            box={box}
            rect={rect}
            detail={detail}
            dim={emphasis.nodes !== null}
            onFold={onFold}
          />
        ) : null;
      })}
      <PillLayer
        picture={picture}
        viewport={viewport}
        detail={detail}
        emphasis={emphasis}
        selected={selected}
        cells={cells}
        matched={matched}
        currentMatch={props.currentMatch}
      />
      {elements.cards.map((card) => {
        const rect = layout.nodes.get(card.id);
        if (!seen(rect)) return null;
        return (
          <NodeCard
            key={card.id}
            card={card}
            rect={rect}
            detail={detail}
            dim={dimNode(card.id)}
            selected={selected?.kind === 'node' && selected.id === card.id}
            end={props.ends.has(card.id)}
            match={card.id === props.currentMatch ? 'current' : matched.has(card.id) ? 'match' : 'none'}
            focusable={card.id === focusable}
            onPick={props.onPick}
            onFold={onFold}
          />
        );
      })}
    </>
  );
});
