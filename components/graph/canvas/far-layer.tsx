'use client';
/** A far picture's words: names of boxes, of what does not do well, and of what is selected or found. */
import { memo, useMemo, useSyncExternalStore } from 'react';
import type { CardLayerProps } from '@/components/graph/cards/card-layer';
import { MatchMarks } from '@/components/graph/find/match-marks';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { FAR_BOX_NAME, FAR_CARD_NAME, type FarName, nameStep, placeFarNames, zoomOfStep } from './far-names';

export interface FarLayerProps extends CardLayerProps {
  readonly matched: ReadonlySet<string>;
}

export const FarLayer = memo(function FarLayer(props: FarLayerProps) {
  const { picture, viewport, selected, emphasis, matched } = props;
  const step = useSyncExternalStore(
    viewport.subscribe,
    () => nameStep(viewport.get().zoom),
    () => 0,
  );
  const { elements, layout } = picture;
  const chosen = selected?.kind === 'node' ? selected.id : null;
  const names = useMemo(() => {
    const wanted = new Set(matched);
    if (chosen !== null) wanted.add(chosen);
    for (const end of props.ends) wanted.add(end);
    return placeFarNames(elements, layout, zoomOfStep(step), wanted);
  }, [elements, layout, step, chosen, matched, props.ends]);
  const dim = (id: string) => emphasis.nodes !== null && !emphasis.nodes.has(id);
  const focusable = chosen ?? elements.cards.find((card) => names.cards.has(card.id))?.id;
  return (
    <>
      {elements.boxes.map((box) => {
        const place = names.boxes.get(box.id);
        const unwell = box.health === 'failing' || box.health === 'degraded' ? box.health : null;
        return place === undefined ? null : (
          <div
            key={box.id}
            data-box-name={box.id}
            style={at(place)}
            className={classNames('absolute top-0 left-0 origin-top-left', FAR_BOX_NAME)}
          >
            {unwell !== null && <HealthIcon kind={unwell} label={`${unwell} inside`} className="!size-3.5" />}
            {box.name}
          </div>
        );
      })}
      <MatchMarks picture={picture} matched={matched} current={props.currentMatch} />
      <Leaders names={names.cards} />
      {elements.cards.map((card) => {
        const place = names.cards.get(card.id);
        return place === undefined ? null : (
          <button
            key={card.id}
            type="button"
            data-node={card.id}
            tabIndex={card.id === focusable ? 0 : -1}
            aria-pressed={card.id === chosen}
            onClick={(event) => event.detail === 0 && props.onPick(card.id)}
            style={at(place)}
            className={classNames(
              'absolute top-0 left-0 origin-top-left cursor-pointer',
              FAR_CARD_NAME,
              card.id === chosen || matched.has(card.id) ? 'border-accent' : 'border-line',
              dim(card.id) ? 'text-text-3' : 'text-text',
            )}
          >
            <HealthIcon kind={card.health} label={card.health} className="!size-3" />
            {card.name}
          </button>
        );
      })}
    </>
  );
});

/** In the size of the page, wherever the picture is. */
function at({ x, y }: FarName): React.CSSProperties {
  return { transform: `translate(${x}px, ${y}px) scale(var(--unzoom))` };
}

/** From a node to a name that found no place right beside it. */
function Leaders({ names }: { readonly names: ReadonlyMap<string, FarName> }) {
  const apart = [...names].flatMap(([id, { leader }]) => (leader === null ? [] : [{ id, ...leader }]));
  if (apart.length === 0) return null;
  return (
    <svg aria-hidden="true" className="pointer-events-none absolute top-0 left-0 size-px overflow-visible">
      {apart.map(({ id, ...ends }) => (
        <line key={id} {...ends} stroke="var(--text-3)" strokeWidth={1} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
