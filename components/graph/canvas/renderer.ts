/**
 * The canvas: lines, boxes and far-away cards in Cytoscape, moved together with a layer of HTML that
 * carries all words. Imperative, knows no React; the component around it says what is to be seen.
 */
import type { Core, EventObject } from 'cytoscape';
import { followDrags } from '@/components/graph/arrangement/card-drag';
import { BareCanvas } from '@/components/graph/bare/bare-canvas';
import type { GraphElements } from '@/components/graph/elements';
import type { Emphasis, GraphTarget } from '@/components/graph/emphasis';
import { MANY_LINES, type RichLines, richLines } from '@/components/graph/lines/lean-lines';
import type { Layout, Point, Rect } from '@/lib/graph/layout/drawing';
import { Camera } from './camera';
import { CanvasContent } from './canvas-content';
import { canvasStyle } from './canvas-style';
import { MovingCanvas } from './moving-canvas';
import { followFrame, followPointer, type PointingEvents } from './pointing';
import { reducedMotion } from './reduced-motion';
import type { ThemeColors } from './theme-colors';
import { detailAt, type ViewportStore } from './viewport';

/** Canvas beyond the edges of a large picture, in pixels: what comes into sight first is drawn already. */
const MARGIN = 180;

export interface RendererEvents extends PointingEvents {
  /** A card was dragged: its top left corner. */
  readonly move: (id: string, to: Point) => void;
  /** The first picture has been painted. */
  readonly shown: () => void;
}

export class GraphRenderer {
  readonly camera: Camera;
  readonly #cy: Core;
  readonly #layer: HTMLElement;
  readonly #viewport: ViewportStore;
  readonly #content: CanvasContent;
  readonly #bare: BareCanvas;
  readonly #moving: MovingCanvas | null;
  readonly #events: RendererEvents;
  #shown = false;
  #elements: GraphElements | null = null;
  #layout: Layout | null = null;
  #selected: string | null = null;
  #far = false;
  /** Before the first drawing there is nothing to be drawn otherwise: to look at all of it tells that it is far. */
  #drawn = false;
  /** The picture is on screen, but not all of it in Cytoscape. */
  #partly = false;
  /** Lines of a large picture that Cytoscape draws; null = all. */
  #rich: RichLines | null = null;

  /** `moves`: large pictures are moved as they are drawn; not needed where a graphics card draws. */
  constructor(cy: Core, layer: HTMLElement, viewport: ViewportStore, events: RendererEvents, moves: boolean) {
    this.#cy = cy;
    this.#layer = layer;
    this.#viewport = viewport;
    this.#events = events;
    this.camera = new Camera(cy);
    this.#content = new CanvasContent(cy);
    this.#bare = new BareCanvas(cy, this.#tellShown);
    this.#moving = moves ? new MovingCanvas(cy, (moving) => this.#moved(moving)) : null;
    cy.on('render viewport resize', () => this.#follow());
    cy.on('render', this.#tellShown);
    followPointer(cy, this.#bare, this.camera, events);
    cy.on('drag', 'node.card', ({ target }: EventObject) => this.#bare.drag(target.id(), target.position()));
    followDrags(cy, layer, events.move);
    followFrame(cy, this.camera, () => !reducedMotion());
  }

  paint(colors: ThemeColors): void {
    this.#cy.style(canvasStyle(colors));
    this.#bare.paint(colors);
  }

  /**
   * Brings the canvas to the given picture; what is still there keeps its element, moved nodes glide. The first picture
   * is shown whole.
   */
  draw(elements: GraphElements, layout: Layout, animate: boolean): void {
    const large = elements.lines.length > MANY_LINES;
    const first = this.#layout === null;
    this.#elements = elements;
    // Nobody looks before all of it is looked at: on the way there the canvas stands where all of a large picture is near.
    this.camera.setMargin(large && this.#moving !== null ? MARGIN : 0);
    this.#layout = layout;
    this.#moving?.setLarge(large);
    if (first) this.#lookAtAll(layout);
    this.#rich = this.#richNow();
    if (first && large && this.#far && this.#moving !== null && this.camera.size.width > 0) this.#prepare();
    else this.#fill(animate && !large);
    this.#drawn = true;
    this.#content.halo(this.#selected);
    this.#follow();
  }

  emphasise(emphasis: Emphasis, selected: GraphTarget | null): void {
    this.#selected = selected?.kind === 'edge' ? selected.id : null;
    this.#content.emphasise(emphasis, selected);
    this.#bare.emphasise(emphasis);
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
    if (animate) this.camera.fit(layout, this.#lineCount, true);
    else {
      this.#jump(layout);
      this.#detail();
    }
  }

  /** What was shown whole is shown whole again; whoever looks at a part of it stays there. */
  refit(animate: boolean): void {
    if (this.camera.fitted) this.fit(animate);
  }

  get #lineCount(): number {
    return this.#elements?.lines.length ?? 0;
  }

  #jump(layout: Layout): void {
    const show = () => this.camera.fit(layout, this.#lineCount, false);
    if (this.#moving === null) show();
    else this.#moving.jump(show);
  }

  #lookAtAll(layout: Layout): void {
    this.#jump(layout);
    this.#far = detailAt(this.#cy.zoom()) === 'far';
    this.#content.setFar(this.#far);
  }

  /** The canvas has another size: a picture that was shown whole still is. */
  resize(): void {
    this.#cy.resize();
    this.refit(false);
  }

  destroy(): void {
    // Cytoscape empties its container; the layer belongs to React.
    this.#moving?.stop();
    this.#content.stop();
    this.#bare.stop();
    this.#layer.remove();
    this.#cy.destroy();
  }

  /** Once: after the frame in which all of it, also what a worker paints, is on screen for the first time. */
  readonly #tellShown = (): void => {
    if (this.#shown || this.#elements === null || this.#bare.missing) return;
    this.#shown = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#events.shown();
        if (this.#partly) this.#content.complete(this.#complete);
      }),
    );
  };

  /** A large picture is painted whole before Cytoscape, which takes much longer, has any of it. */
  #prepare(): void {
    const elements = this.#forCytoscape();
    if (elements === null || this.#layout === null) return;
    this.#partly = true;
    this.#moving?.hold(true);
    this.#drawBare();
    this.#content.prepare(elements, this.#layout);
  }

  readonly #complete = (): void => {
    this.#partly = false;
    this.#moving?.hold(false);
    this.#content.halo(this.#selected);
    this.#drawBare();
  };

  #moved(moving: boolean): void {
    if (moving) this.#layer.style.setProperty('will-change', 'transform');
    else {
      this.#layer.style.removeProperty('will-change');
      this.#detail();
    }
  }

  /** Lines that come near are drawn in full, others bare. */
  #detail(): void {
    const rich = this.#richNow();
    if (!this.#drawn || sameLines(rich, this.#rich)) return;
    this.#rich = rich;
    this.#fill(false);
  }

  /** Cytoscape gets what it is to draw; of a large picture boxes and bare lines lie below it. */
  #fill(animate: boolean): void {
    const elements = this.#forCytoscape();
    if (elements === null || this.#layout === null) return;
    this.#drawBare();
    this.#content.draw(elements, this.#layout, animate);
  }

  #drawBare(): void {
    const elements = this.#elements;
    const layout = this.#layout;
    const rich = this.#rich;
    if (elements === null || layout === null) return;
    this.#bare.draw(rich === null ? null : { elements, layout, rich, cards: this.#partly });
  }

  #forCytoscape(): GraphElements | null {
    const elements = this.#elements;
    const rich = this.#rich;
    if (elements === null || rich === null) return elements;
    return { ...elements, boxes: [], lines: elements.lines.filter(({ id }) => rich.lines.has(id)) };
  }

  #richNow(): RichLines | null {
    if (this.#elements === null || this.#layout === null) return null;
    const { x1, y1, w, h } = this.#cy.extent();
    const seen: Rect = { x: x1, y: y1, width: w, height: h };
    return richLines(this.#elements.lines, this.#layout, seen, this.#far, this.#selected);
  }

  #follow(): void {
    // Nobody looks anywhere yet: cards would be drawn as if all of them were near, and then be taken away again.
    if (this.#layout === null) return;
    const { x, y } = this.#cy.pan();
    const zoom = this.#cy.zoom();
    const { margin, size } = this.camera;
    this.#layer.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    if (zoom !== this.#viewport.get().zoom || this.#layer.style.getPropertyValue('--unzoom') === '')
      this.#layer.style.setProperty('--unzoom', String(1 / zoom));
    this.#viewport.set({ x: x - margin, y: y - margin, zoom, ...size });
  }
}

function sameLines(a: RichLines | null, b: RichLines | null): boolean {
  if (a === null || b === null) return a === b;
  return sameSet(a.lines, b.lines) && sameSet(a.near, b.near);
}

function sameSet(a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean {
  return a === b || (a !== null && b !== null && a.size === b.size && [...a].every((one) => b.has(one)));
}
