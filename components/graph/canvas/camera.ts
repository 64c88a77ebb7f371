/**
 * Where the reader looks: pan and zoom of the canvas. The canvas may be larger than what is seen of it, by a margin on
 * every side, so that moving it shows what is drawn already.
 */
import type { Core } from 'cytoscape';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { fitWhole, overlaysOf } from './fit';

/** A thousand services in two dozen boxes are seen whole at about 0.06. */
export const LEAST_ZOOM = 0.04;
export const MOST_ZOOM = 3;
export const MOVE_MS = 220;

export class Camera {
  readonly #cy: Core;
  #margin = 0;
  /** Nobody has panned or zoomed since all of it was shown. */
  #fitted = false;

  constructor(cy: Core) {
    this.#cy = cy;
    cy.on('dragpan scrollzoom pinchzoom', () => {
      this.#fitted = false;
    });
  }

  get margin(): number {
    return this.#margin;
  }

  get fitted(): boolean {
    return this.#fitted;
  }

  /** Pixels of canvas beyond each edge of what is seen; what is seen stays as it is. */
  setMargin(margin: number): void {
    const container = this.#cy.container();
    if (margin === this.#margin || container === null) return;
    const by = margin - this.#margin;
    this.#margin = margin;
    container.style.position = 'absolute';
    container.style.inset = `${-margin}px`;
    container.style.width = 'auto';
    container.style.height = 'auto';
    this.#cy.resize();
    this.#cy.panBy({ x: by, y: by });
  }

  /** Size of what is seen, in pixels; nothing for a canvas that has left the page, of which Cytoscape says NaN. */
  get size(): { width: number; height: number } {
    const seen = (pixels: number) => (Number.isNaN(pixels) ? 0 : pixels - 2 * this.#margin);
    return { width: seen(this.#cy.width()), height: seen(this.#cy.height()) };
  }

  /** Shows all of it, never larger than life; it has so many lines. */
  fit(layout: Layout, lines: number, animate: boolean): void {
    if (layout.width === 0) return;
    const { size } = this;
    const overlays = overlaysOf(this.#cy.container());
    const { zoom, x, y } = fitWhole(layout, lines, size, overlays, LEAST_ZOOM);
    const pan = { x: this.#margin + x, y: this.#margin + y };
    this.#go({ zoom, pan }, animate);
    this.#fitted = true;
  }

  zoomTo(level: number): void {
    this.#fitted = false;
    const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, level));
    this.#cy.zoom({ level: zoom, renderedPosition: { x: this.#cy.width() / 2, y: this.#cy.height() / 2 } });
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.#cy.zoom() * factor);
  }

  /** Shows a part of the picture as large as it fits. */
  show(rect: Rect, animate: boolean): void {
    this.#fitted = false;
    const { width, height } = this.size;
    const zoom = Math.min(
      MOST_ZOOM,
      Math.max(LEAST_ZOOM, Math.min(width / rect.width, height / rect.height)),
    );
    const pan = {
      x: this.#cy.width() / 2 - (rect.x + rect.width / 2) * zoom,
      y: this.#cy.height() / 2 - (rect.y + rect.height / 2) * zoom,
    };
    this.#go({ zoom, pan }, animate);
  }

  /** Brings a point of the picture into the middle. */
  centre(x: number, y: number, animate: boolean): void {
    this.#fitted = false;
    const zoom = this.#cy.zoom();
    const pan = { x: this.#cy.width() / 2 - x * zoom, y: this.#cy.height() / 2 - y * zoom };
    this.#go({ zoom, pan }, animate);
  }

  /** Moves the picture only when the rectangle is not in sight. */
  reveal(rect: Rect, animate: boolean): void {
    const seen = this.#cy.extent();
    const beyond = this.#margin / this.#cy.zoom();
    const inside =
      rect.x > seen.x1 + beyond &&
      rect.y > seen.y1 + beyond &&
      rect.x + rect.width < seen.x2 - beyond &&
      rect.y + rect.height < seen.y2 - beyond;
    if (inside) return;
    this.centre(rect.x + rect.width / 2, rect.y + rect.height / 2, animate);
  }

  /** As `reveal`, and from farther away where the rectangle is larger than what is seen. */
  revealWhole(rect: Rect, animate: boolean): void {
    const { width, height } = this.size;
    const zoom = Math.min(this.#cy.zoom(), (width - 80) / rect.width, (height - 160) / rect.height);
    if (zoom >= this.#cy.zoom()) {
      this.reveal(rect, animate);
      return;
    }
    this.#fitted = false;
    const pan = {
      x: this.#cy.width() / 2 - (rect.x + rect.width / 2) * zoom,
      y: this.#cy.height() / 2 - (rect.y + rect.height / 2) * zoom,
    };
    this.#go({ zoom: Math.max(LEAST_ZOOM, zoom), pan }, animate);
  }

  #go(view: { zoom: number; pan: { x: number; y: number } }, animate: boolean): void {
    this.#cy.stop();
    if (animate) this.#cy.animate({ ...view }, { duration: MOVE_MS, easing: 'ease-out' });
    else this.#cy.viewport(view);
  }
}
