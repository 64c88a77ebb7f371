'use client';
/** All words of the picture: cards, boxes' headers and pills, in one layer that one transform moves. */
import { memo, useMemo, useSyncExternalStore } from 'react';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { BoxHeader } from './box-header';
import { EdgePill } from './edge-pill';
import type { CardModel } from './elements';
import type { Emphasis, GraphTarget } from './emphasis';
import { NodeCard } from './node-card';
import { type PillPlace, placePills } from './pills';
import type { Picture } from './use-layout';
import { type Detail, detailAt, inSeenCells, seenCells, type ViewportStore } from './viewport';

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
}

export const CardLayer = memo(function CardLayer(props: CardLayerProps) {
  const { picture, viewport, emphasis, selected } = props;
  const { elements, layout } = picture;
  const detail = useSyncExternalStore(
    viewport.subscribe,
    () => detailAt(viewport.get().zoom),
    () => 'near' as const,
  );
  const cells = useSyncExternalStore(
    viewport.subscribe,
    () => seenCells(viewport.get()),
    () => '',
  );
  const pills = useMemo(() => placePills(elements.lines, layout), [elements.lines, layout]);
  const seen = (rect: Rect | undefined): rect is Rect => rect !== undefined && inSeenCells(cells, rect);
  const dimNode = (id: string) => emphasis.nodes !== null && !emphasis.nodes.has(id);
  const focusable = selected?.kind === 'node' ? selected.id : elements.cards[0]?.id;
  const matched = useMemo(() => new Set(props.matches), [props.matches]);

  return (
    <>
      {elements.boxes.map((box) => {
        const rect = layout.boxes.get(box.id);
        return seen(rect) ? (
          <BoxHeader key={box.id} box={box} rect={rect} detail={detail} dim={emphasis.nodes !== null} />
        ) : null;
      })}
      {detail !== 'far' && (
        <Pills
          picture={picture}
          pills={pills}
          detail={detail}
          emphasis={emphasis}
          selected={selected}
          cells={cells}
        />
      )}
      {elements.cards.map((card) => {
        const rect = layout.nodes.get(card.id);
        if (!seen(rect)) return null;
        const match = card.id === props.currentMatch ? 'current' : matched.has(card.id) ? 'match' : 'none';
        const isSelected = selected?.kind === 'node' && selected.id === card.id;
        if (detail === 'far') {
          const worthAName =
            card.health === 'failing' || card.health === 'degraded' || isSelected || match !== 'none';
          return worthAName ? <FarName key={card.id} card={card} rect={rect} selected={isSelected} /> : null;
        }
        return (
          <NodeCard
            key={card.id}
            card={card}
            rect={rect}
            detail={detail}
            dim={dimNode(card.id)}
            selected={isSelected}
            end={props.ends.has(card.id)}
            match={match}
            focusable={card.id === focusable}
            onPick={props.onPick}
          />
        );
      })}
    </>
  );
});

interface PillsProps {
  readonly picture: { readonly elements: Picture['elements']; readonly layout: Layout };
  readonly pills: ReadonlyMap<string, PillPlace>;
  readonly detail: Detail;
  readonly emphasis: Emphasis;
  readonly selected: GraphTarget | null;
  readonly cells: string;
}

/** In the middle distance only what is pointed at or selected has its words, in the size of the page. */
function Pills({ picture, pills, detail, emphasis, selected, cells }: PillsProps) {
  return picture.elements.lines.map((line) => {
    const place = pills.get(line.id);
    if (place === undefined) return null;
    const isSelected = selected?.kind === 'edge' && selected.id === line.id;
    const forward = emphasis.edges?.has(line.id) === true;
    const shown = isSelected || forward || (detail === 'near' && !place.crowded);
    if (!shown || !inSeenCells(cells, { x: place.x, y: place.y, width: 1, height: 1 })) return null;
    return (
      <EdgePill
        key={line.id}
        line={line}
        x={place.x}
        y={place.y}
        dim={emphasis.edges !== null && !forward && !isSelected}
        selected={isSelected}
        lifted={detail !== 'near'}
        short={place.short && !isSelected && !forward}
      />
    );
  });
}

function FarName({
  card,
  rect,
  selected,
}: {
  readonly card: CardModel;
  readonly rect: Rect;
  readonly selected: boolean;
}) {
  return (
    <div
      style={{
        transform: `translate(${rect.x + rect.width / 2}px, ${rect.y + rect.height}px) scale(var(--unzoom)) translate(-50%, 2px)`,
      }}
      className={classNames(
        'absolute top-0 left-0 flex origin-top-left items-center gap-1 whitespace-nowrap rounded-full border bg-surface px-1.5 font-medium text-[11px] text-text leading-4',
        selected ? 'border-accent' : 'border-line',
      )}
    >
      <HealthIcon kind={card.health} label="" className="!size-3" />
      {card.name}
    </div>
  );
}
