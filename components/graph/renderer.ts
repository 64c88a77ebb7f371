/**
 * The canvas: lines, boxes and far-away cards in Cytoscape, moved together with a layer of HTML that
 * carries all words. Imperative, knows no React; the component around it says what is to be seen.
 */
import type { Core, EventObject } from 'cytoscape';
import type { Layout, Point, Rect } from '@/lib/graph/layout/drawing';
import { followDrags } from './arrangement/card-drag';
import { Camera } from './camera';
import { CanvasContent } from './canvas-content';
import { canvasStyle } from './canvas-style';
import type { GraphElements } from './elements';
import type { Emphasis, GraphTarget } from './emphasis';
import { MANY_LINES, richLines } from './lean-lines';
import { MovingCanvas } from './moving-canvas';
import type { ThemeColors } from './theme-colors';
import type { ViewportStore } from './viewport';

/** Canvas beyond the edges of a large picture, in pixels: what comes into sight first is drawn already. */
const MARGIN = 180;

export interface RendererEvents {
  /** A click; null on the empty canvas. */
  readonly pick: (target: GraphTarget | null) => void;
  /** A double click. */
  readonly enter: (target: GraphTarget) => void;
  readonly point: (target: GraphTarget | null) => void;
  /** A right click or a long press, in pixels of what is seen. */
  readonly context: (target: GraphTarget, x: number, y: number) => void;
  /** A card was dragged: its top left corner. */
  readonly move: (id: string, to: Point) => void;
}

export class GraphRenderer {
  readonly camera: Camera;
  readonly #cy: Core;
  readonly #layer: HTMLElement;
  readonly #viewport: ViewportStore;
  readonly #content: CanvasContent;
  readonly #moving: MovingCanvas | null;
  #elements: GraphElements | null = null;
  #layout: Layout | null = null;
  #selected: string | null = null;
  #far = false;

  /** `moves`: large pictures are moved as they are drawn; not needed where a graphics card draws. */
  constructor(cy: Core, layer: HTMLElement, viewport: ViewportStore, events: RendererEvents, moves: boolean) {
    this.#cy = cy;
    this.#layer = layer;
    this.#viewport = viewport;
    this.camera = new Camera(cy);
    this.#content = new CanvasContent(cy);
    this.#moving = moves ? new MovingCanvas(cy, (moving) => this.#moved(moving)) : null;
    cy.on('render viewport resize', () => this.#follow());
    cy.on('tap', (event: EventObject) => events.pick(event.target === cy ? null : targetOf(event)));
    cy.on('dbltap', 'node.card', (event: EventObject) => {
      const target = targetOf(event);
      if (target !== null) events.enter(target);
    });
    cy.on('cxttap taphold', 'node.card, edge', (event: EventObject) => {
      const target = targetOf(event);
      const { x, y } = event.renderedPosition;
      const { margin } = this.camera;
      if (target !== null) events.context(target, x - margin, y - margin);
    });
    cy.on('mouseover', 'node.card, edge.line', (event: EventObject) => events.point(targetOf(event)));
    cy.on('mouseout', 'node.card, edge.line', () => events.point(null));
    followDrags(cy, layer, events.move);
  }

  paint(colors: ThemeColors): void {
    this.#cy.style(canvasStyle(colors));
  }

  /** Brings the canvas to the given picture; what is still there keeps its element, moved nodes glide. */
  draw(elements: GraphElements, layout: Layout, animate: boolean): void {
    const large = elements.lines.length > MANY_LINES;
    this.#elements = elements;
    this.#layout = layout;
    this.camera.setMargin(large && this.#moving !== null ? MARGIN : 0);
    this.#moving?.setLarge(large);
    this.#content.draw(elements, layout, this.#rich(), animate && !large);
    this.#content.halo(this.#selected);
    this.#follow();
  }

  emphasise(emphasis: Emphasis, selected: GraphTarget | null): void {
    this.#selected = selected?.kind === 'edge' ? selected.id : null;
    this.#content.emphasise(emphasis, selected);
    this.#detail();
    this.#content.halo(this.#selected);
  }

  /** Far away the cards are shapes in the colour of their health. */
  setFar(far: boolean): void {
    this.#far = far;
    this.#content.setFar(far);
    if (this.#moving?.moving !== true) this.#detail();
  }

  fit(animate: boolean): void {
    const layout = this.#layout;
    if (layout === null) return;
    const show = () => this.camera.fit(layout, animate);
    if (animate || this.#moving === null) show();
    else this.#moving.jump(show);
    if (!animate) this.#detail();
  }

  /** The canvas has another size: a picture that was shown whole still is. */
  resize(): void {
    this.#cy.resize();
    if (this.camera.fitted) this.fit(false);
  }

  destroy(): void {
    // Cytoscape empties its container; the layer belongs to React.
    this.#moving?.stop();
    this.#content.stop();
    this.#layer.remove();
    this.#cy.destroy();
  }

  #moved(moving: boolean): void {
    if (moving) this.#layer.style.setProperty('will-change', 'transform');
    else {
      this.#layer.style.removeProperty('will-change');
      this.#detail();
    }
  }

  #detail(): void {
    this.#content.setZoom(this.#cy.zoom());
    if (this.#elements !== null) this.#content.setRich(this.#elements.lines, this.#rich());
  }

  #rich(): ReadonlySet<string> | null {
    if (this.#elements === null || this.#layout === null) return null;
    const { x1, y1, w, h } = this.#cy.extent();
    const seen: Rect = { x: x1, y: y1, width: w, height: h };
    return richLines(this.#elements.lines, this.#layout, seen, this.#far, this.#selected);
  }

  #follow(): void {
    const { x, y } = this.#cy.pan();
    const zoom = this.#cy.zoom();
    const { margin, size } = this.camera;
    this.#layer.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    this.#layer.style.setProperty('--unzoom', String(1 / zoom));
    this.#viewport.set({ x: x - margin, y: y - margin, zoom, ...size });
  }
}

function targetOf(event: EventObject): GraphTarget | null {
  const id: string = event.target.id();
  if (event.target.isNode()) return event.target.hasClass('card') ? { kind: 'node', id } : null;
  return { kind: 'edge', id: event.target.data('line') ?? id };
}
