'use client';
/** A box that has been opened is brought into sight: what the reader asked for may lie beyond the page. */
import { useEffect, useRef } from 'react';
import { reducedMotion } from '@/components/graph/canvas/reduced-motion';
import type { GraphRenderer } from '@/components/graph/canvas/renderer';
import type { Picture } from '@/components/graph/use-layout';

/** The one box that was a stack of cards before and is open now; null for none, several, or a picture drawn anew. */
export function openedBox(before: Picture | null, now: Picture): string | null {
  if (before === null || before.generation !== now.generation) return null;
  const folded = new Set(before.elements.cards.flatMap(({ id, stack }) => (stack === null ? [] : [id])));
  const opened = now.elements.boxes.filter(({ id }) => folded.has(id));
  return opened.length === 1 ? (opened[0]?.id ?? null) : null;
}

export function useOpenedBox(renderer: GraphRenderer | null, picture: Picture): void {
  const last = useRef<Picture | null>(null);
  useEffect(() => {
    const opened = openedBox(last.current, picture);
    last.current = picture;
    const rect = opened === null ? undefined : picture.layout.boxes.get(opened);
    if (rect !== undefined) renderer?.camera.revealWhole(rect, !reducedMotion());
  }, [renderer, picture]);
}
