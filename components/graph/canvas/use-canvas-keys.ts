'use client';
/** Keys on the picture: along the lines, into the panel, to the menu, and to open or fold boxes. */
import type { KeyboardEvent } from 'react';
import { focusCard } from '@/components/graph/cards/use-fold';
import { neighbour } from '@/components/graph/emphasis';
import type { GraphCanvasProps } from './canvas';
import { reducedMotion } from './reduced-motion';
import type { GraphRenderer } from './renderer';

export function useCanvasKeys(
  props: GraphCanvasProps,
  renderer: GraphRenderer | null,
  fold: (box: string, folds: boolean) => void,
) {
  const { selected, actions, onOpen } = props;
  return (event: KeyboardEvent<HTMLDivElement>) => {
    const focused = event.target instanceof HTMLElement ? event.target.dataset.node : undefined;
    const from = focused ?? (selected?.kind === 'node' ? selected.id : undefined);
    const { key } = event;
    // A button in the picture, as that of a box, has these two keys for itself.
    const isButton = focused === undefined && event.target instanceof HTMLButtonElement;
    if (isButton && (key === 'Enter' || key === ' ')) return;
    if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown') {
      event.preventDefault();
      if (from !== undefined) walk(props, renderer, from, key, event.currentTarget);
    } else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      openMenu(props, renderer, from);
    } else if (key === ' ' && from !== undefined) {
      event.preventDefault();
      toggleFold(props, fold, from);
    } else if (key === 'Enter' && from !== undefined && selected?.id === from) {
      event.preventDefault();
      onOpen();
    } else if (key === 'Escape' && selected !== null) {
      event.preventDefault();
      actions.select(null);
    }
  };
}

function walk(
  { adjacency, picture, actions }: GraphCanvasProps,
  renderer: GraphRenderer | null,
  from: string,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
  within: HTMLElement,
): void {
  const next = neighbour(adjacency, from, key, picture.layout.nodes);
  if (next === null) return;
  actions.select({ kind: 'node', id: next });
  const rect = picture.layout.nodes.get(next);
  if (rect !== undefined) renderer?.camera.reveal(rect, !reducedMotion());
  // After the card has been drawn: it may just come into sight.
  requestAnimationFrame(() => focusCard(within, next));
}

/** Beside the card, or in the middle of the selected edge. */
function openMenu(
  { picture, viewport, selected, onContext }: GraphCanvasProps,
  renderer: GraphRenderer | null,
  node: string | undefined,
): void {
  if (renderer === null) return;
  const { x, y, zoom } = viewport.get();
  if (selected?.kind === 'edge') {
    const route = picture.layout.edges.get(selected.id);
    if (route === undefined) return;
    const middle = { x: (route.source.x + route.target.x) / 2, y: (route.source.y + route.target.y) / 2 };
    onContext({ target: selected, x: middle.x * zoom + x, y: middle.y * zoom + y });
    return;
  }
  const rect = node === undefined ? undefined : picture.layout.nodes.get(node);
  if (node === undefined || rect === undefined) return;
  onContext({
    target: { kind: 'node', id: node },
    x: rect.x * zoom + x + 12,
    y: (rect.y + rect.height) * zoom + y,
  });
}

function toggleFold(
  { picture }: GraphCanvasProps,
  fold: (box: string, folds: boolean) => void,
  id: string,
): void {
  const card = picture.elements.cards.find((one) => one.id === id);
  if (card === undefined) return;
  if (card.stack !== null) fold(id, false);
  else if (card.box !== null) fold(card.box, true);
}
