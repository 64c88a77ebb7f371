/** What the pointer is at and does: on what Cytoscape draws, and on the bare lines that it does not know. */
import type { Core, EventObject } from 'cytoscape';
import type { BareCanvas } from '@/components/graph/bare/bare-canvas';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { Camera } from './camera';

export interface PointingEvents {
  /** A click; null on the empty canvas. */
  readonly pick: (target: GraphTarget | null) => void;
  /** A double click. */
  readonly enter: (target: GraphTarget) => void;
  readonly point: (target: GraphTarget | null) => void;
  /** A right click or a long press, in pixels of what is seen. */
  readonly context: (target: GraphTarget, x: number, y: number) => void;
}

export function followPointer(cy: Core, bare: BareCanvas, camera: Camera, events: PointingEvents): void {
  const at = (event: EventObject): GraphTarget | null => {
    if (event.target !== cy) return targetOf(event);
    const line = bare.lineAt(event.position);
    return line === null ? null : { kind: 'edge', id: line };
  };
  cy.on('tap', (event: EventObject) => events.pick(at(event)));
  cy.on('dbltap', 'node.card', (event: EventObject) => {
    const target = targetOf(event);
    if (target !== null) events.enter(target);
  });
  cy.on('cxttap taphold', (event: EventObject) => {
    const target = at(event);
    const { x, y } = event.renderedPosition;
    if (target !== null) events.context(target, x - camera.margin, y - camera.margin);
  });
  let pointed: string | null = null;
  const point = (target: GraphTarget | null) => {
    if ((target?.id ?? null) === pointed) return;
    pointed = target?.id ?? null;
    events.point(target);
  };
  cy.on('mousemove mouseover', (event: EventObject) => {
    // A hand that holds the picture points at nothing, and to look for what it is at would cost each of its frames.
    if (!isHeld(event)) point(at(event));
  });
  cy.on('mouseout', 'node.card, edge.line', () => point(null));
}

/** A frame drawn with Shift held is what to look at; a smaller one, in pixels, was a click that slipped. */
const LEAST_FRAME = 12;

export function followFrame(cy: Core, camera: Camera, animate: () => boolean): void {
  let start = { x: 0, y: 0 };
  cy.on('boxstart', ({ position }: EventObject) => {
    start = { ...position };
  });
  cy.on('boxend', ({ position }: EventObject) => {
    const width = Math.abs(position.x - start.x);
    const height = Math.abs(position.y - start.y);
    if (Math.min(width, height) * cy.zoom() < LEAST_FRAME) return;
    const rect = { x: Math.min(start.x, position.x), y: Math.min(start.y, position.y), width, height };
    camera.show(rect, animate());
  });
}

function isHeld({ originalEvent }: EventObject): boolean {
  return originalEvent instanceof MouseEvent && originalEvent.buttons !== 0;
}

function targetOf(event: EventObject): GraphTarget | null {
  const id: string = event.target.id();
  if (event.target.isNode()) return event.target.hasClass('card') ? { kind: 'node', id } : null;
  return { kind: 'edge', id: event.target.data('line') ?? id };
}
