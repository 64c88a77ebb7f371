/**
 * A canvas below Cytoscape's with the boxes and the bare lines of a large picture, and its cards until Cytoscape has them. It is painted in a worker and moved
 * by a transform until the painting of where the reader looks now has come: the page never waits for its lines.
 */
import type { Core } from 'cytoscape';
import type { ThemeColors } from '@/components/graph/canvas/theme-colors';
import type { GraphElements } from '@/components/graph/elements';
import { type Emphasis, NO_EMPHASIS } from '@/components/graph/emphasis';
import type { RichLines } from '@/components/graph/lines/lean-lines';
import type { Layout, Point } from '@/lib/graph/layout/drawing';
import { bareBoxes, bareCards } from './bare-cards';
import { type BareLine, bareLines, lineAt, lineGroups } from './bare-picture';
import { type PaintedView, type PaintJob, paint } from './paint';
import { takePainter } from './painter';

/** Pixels on the screen from where the pointer takes a line. */
const REACH = 6;

interface Content {
  readonly elements: GraphElements;
  readonly layout: Layout;
  /** Lines that Cytoscape draws, and which of the others only pass by. */
  readonly rich: RichLines;
  /** Cytoscape does not draw the cards yet. */
  readonly cards: boolean;
}

export class BareCanvas {
  readonly #cy: Core;
  readonly #onShow: () => void;
  readonly #canvas = document.createElement('canvas');
  readonly #moved = new Map<string, Point>();
  #content: Content | null = null;
  #colors: ThemeColors | null = null;
  #emphasis: Emphasis = NO_EMPHASIS;
  #lines: readonly BareLine[] = [];
  #job: Omit<PaintJob, 'view'> | null = null;
  #worker: Worker | null = null;
  /** A browser that cannot start the worker still gets its lines. */
  #alone = false;
  /** What is being painted; null while nothing is. */
  #painting: PaintedView | null = null;
  #shown: PaintedView | null = null;
  /** What is painted is not what is to be seen. */
  #stale = false;

  /** `onShow`: a painting is on screen. */
  constructor(cy: Core, onShow: () => void) {
    this.#cy = cy;
    this.#onShow = onShow;
    const { style } = this.#canvas;
    Object.assign(style, { position: 'absolute', left: '0', top: '0', transformOrigin: '0 0' });
    this.#canvas.ariaHidden = 'true';
    cy.container()?.prepend(this.#canvas);
    cy.on('viewport', this.#follow);
    cy.on('render', this.#update);
  }

  /** There are lines to be seen, and none of them is painted yet. */
  get missing(): boolean {
    return this.#content !== null && this.#shown === null;
  }

  /** Null: Cytoscape draws all of it. */
  draw(content: Content | null): void {
    this.#moved.clear();
    if (content === null && this.#content !== null) this.#clear();
    this.#content = content;
    this.#change();
  }

  paint(colors: ThemeColors): void {
    this.#colors = colors;
    this.#change();
  }

  emphasise(emphasis: Emphasis): void {
    const same = emphasis.edges === this.#emphasis.edges && emphasis.nodes === this.#emphasis.nodes;
    if (same) return;
    this.#emphasis = emphasis;
    this.#change();
  }

  /** Its lines follow a card that is dragged. */
  drag(id: string, middle: Point): void {
    if (this.#content === null) return;
    this.#moved.set(id, middle);
    this.#change();
  }

  /** In the picture's own coordinates. */
  lineAt(point: Point): string | null {
    return this.#content === null ? null : lineAt(this.#lines, point, REACH / this.#cy.zoom());
  }

  stop(): void {
    this.#worker?.terminate();
    this.#canvas.remove();
  }

  #change(): void {
    this.#job = null;
    this.#stale = true;
    const { elements, layout, rich } = this.#content ?? {};
    this.#lines =
      elements === undefined || layout === undefined || rich === undefined
        ? []
        : bareLines(elements.lines, layout, rich.lines, this.#emphasis, this.#moved);
    this.#update();
  }

  readonly #update = (): void => {
    if (this.#content === null || this.#painting !== null) return;
    const view = this.#view();
    // Neither is it painted where it has no size, nor after it has left the page, where Cytoscape says NaN.
    if (!(view.width > 0 && view.height > 0) || (!this.#stale && sameView(view, this.#shown))) return;
    this.#job ??= this.#newJob();
    if (this.#job === null) return;
    this.#stale = false;
    this.#painting = view;
    this.#start({ ...this.#job, view });
  };

  #newJob(): Omit<PaintJob, 'view'> | null {
    if (this.#content === null || this.#colors === null) return null;
    const { elements, layout, cards, rich } = this.#content;
    const colors = this.#colors;
    return {
      boxes: bareBoxes(elements, layout, colors),
      groups: lineGroups(this.#lines, this.#emphasis, colors, rich.near),
      cards: cards ? bareCards(elements, layout, this.#emphasis, colors) : [],
    };
  }

  #start(job: PaintJob): void {
    if (this.#alone) {
      this.#show(paint(job));
      return;
    }
    if (this.#worker === null) {
      this.#worker = takePainter();
      this.#worker.onmessage = ({ data }: MessageEvent<ImageBitmap>) => this.#show(data);
    }
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#alone = true;
      this.#show(paint(job));
    };
    this.#worker.postMessage(job);
  }

  #show(picture: ImageBitmap): void {
    const view = this.#painting;
    this.#painting = null;
    if (view === null || this.#content === null) {
      picture.close();
      return;
    }
    if (this.#canvas.width !== picture.width) this.#canvas.width = picture.width;
    if (this.#canvas.height !== picture.height) this.#canvas.height = picture.height;
    this.#canvas.style.width = `${view.width}px`;
    this.#canvas.style.height = `${view.height}px`;
    this.#canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    this.#shown = view;
    this.#follow();
    this.#onShow();
    if (this.#stale) this.#update();
  }

  readonly #follow = (): void => {
    if (this.#shown === null) return;
    const { x, y, zoom } = this.#view();
    const scale = zoom / this.#shown.zoom;
    const still = scale === 1 && x === this.#shown.x && y === this.#shown.y;
    this.#canvas.style.transform = still
      ? ''
      : `translate(${x - this.#shown.x * scale}px, ${y - this.#shown.y * scale}px) scale(${scale})`;
  };

  #clear(): void {
    this.#canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
    this.#shown = null;
  }

  #view(): PaintedView {
    return {
      ...this.#cy.pan(),
      zoom: this.#cy.zoom(),
      width: this.#cy.width(),
      height: this.#cy.height(),
      ratio: globalThis.devicePixelRatio || 1,
    };
  }
}

function sameView(a: PaintedView, b: PaintedView | null): boolean {
  return b !== null && (Object.keys(a) as (keyof PaintedView)[]).every((key) => a[key] === b[key]);
}
