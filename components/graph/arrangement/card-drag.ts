/** Cards follow the pointer: Cytoscape moves its own node and the lines, this moves the card of HTML above it. */
import type { Core, EventObject } from 'cytoscape';
import type { Point } from '@/lib/graph/layout/drawing';

/** Calls back with the top left corner where a card was let go. */
export function followDrags(cy: Core, layer: HTMLElement, onMove: (id: string, to: Point) => void): void {
  cy.on('drag', 'node.card', (event: EventObject) => {
    const { id, corner } = placeOf(event);
    const card = layer.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
    if (card === null) return;
    card.style.transition = 'none';
    card.style.transform = `translate(${corner.x}px, ${corner.y}px)`;
  });
  cy.on('dragfree', 'node.card', (event: EventObject) => {
    const { id, corner } = placeOf(event);
    layer.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.style.removeProperty('transition');
    onMove(id, { x: Math.round(corner.x), y: Math.round(corner.y) });
  });
}

function placeOf(event: EventObject): { id: string; corner: Point } {
  const { x, y } = event.target.position();
  const width: number = event.target.data('width');
  const height: number = event.target.data('height');
  return { id: event.target.id(), corner: { x: x - width / 2, y: y - height / 2 } };
}
