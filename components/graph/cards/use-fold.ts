'use client';
/** Folding from within the picture: the card or button that did it goes away, so the focus moves to what took its place. */
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphActions } from '@/components/graph/graph-actions';
import type { Picture } from '@/components/graph/use-layout';

export function useFold(
  container: RefObject<HTMLElement | null>,
  picture: Picture,
  actions: GraphActions,
): (box: string, folds: boolean) => void {
  const wanted = useRef<{ readonly box: string; readonly folds: boolean } | null>(null);
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const { current } = wanted;
    if (current === null) return;
    const id = current.folds
      ? picture.elements.cards.find((card) => card.id === current.box)?.id
      : firstInside(picture.elements, current.box);
    // The picture from before the fold: the next one has it.
    if (id === undefined) return;
    wanted.current = null;
    focusCard(container.current, id);
  }, [picture, container]);
  return useCallback(
    (box, folds) => {
      const held = container.current?.contains(document.activeElement) === true;
      wanted.current = held ? { box, folds } : null;
      latest.current.fold(box, folds);
    },
    [container],
  );
}

/** The first card in a box or in a box within it; undefined while it is folded. */
export function firstInside(
  { cards, boxes }: Pick<GraphElements, 'cards' | 'boxes'>,
  box: string,
): string | undefined {
  const parents = new Map(boxes.map(({ id, parent }) => [id, parent]));
  const inside = (at: string | null | undefined): boolean =>
    at !== null && at !== undefined && (at === box || inside(parents.get(at)));
  return cards.find((card) => inside(card.box))?.id;
}

/** Does nothing where the card is not drawn, as from afar. */
export function focusCard(within: HTMLElement | null, id: string): void {
  within?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}
