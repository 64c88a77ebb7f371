/**
 * While the reader pans or zooms a large picture, what is drawn is moved as it is, by one transform; it is drawn anew
 * when the movement rests. A full drawing of thousands of lines takes longer than a frame, a transform does not.
 */
import type { Core } from 'cytoscape';

/** A movement rests when nothing has come for so long. */
const REST_MS = 110;
/** Drawing longer than this would be seen as a stutter. */
const SLOW_DRAW_MS = 12;

/** The part of Cytoscape's canvas renderer that draws a frame; `core.renderer()` is public but untyped. */
interface FrameRenderer {
  render(options: unknown): void;
  redraw(): void;
}

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export class MovingCanvas {
  readonly #cy: Core;
  readonly #renderer: FrameRenderer;
  readonly #canvases: HTMLElement | null;
  readonly #onMove: (moving: boolean) => void;
  #drawn: Drawn;
  #moving = false;
  #slow = false;
  #always = false;
  #jumping = false;
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(cy: Core, onMove: (moving: boolean) => void) {
    this.#cy = cy;
    this.#onMove = onMove;
    this.#renderer = (cy as unknown as { renderer(): FrameRenderer }).renderer();
    this.#canvases = cy.container()?.querySelector('canvas')?.parentElement ?? null;
    this.#canvases?.style.setProperty('transform-origin', '0 0');
    this.#drawn = this.#now();
    const draw = this.#renderer.render.bind(this.#renderer);
    this.#renderer.render = (options) => {
      // A picture for an export or a texture is not this one.
      const forced = typeof options === 'object' && options !== null && 'forcedContext' in options;
      if (forced) draw(options);
      else if (!this.#moving && !this.#held) this.#draw(() => draw(options));
    };
    cy.on('viewport', this.#follow);
  }

  /** Large pictures are always moved like this; others where drawing turns out slow. */
  setLarge(large: boolean): void {
    this.#always = large;
  }

  /** Changes the view at once: what is drawn for it is new in any case. */
  jump(change: () => void): void {
    this.#jumping = true;
    change();
    this.#jumping = false;
  }

  /** While it is held nothing is drawn: what is on the canvas comes in parts, and is to be seen as a whole. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    if (!held) this.#renderer.redraw();
  }

  get moving(): boolean {
    return this.#moving;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#cy.off('viewport', this.#follow);
  }

  readonly #follow = (): void => {
    if (this.#jumping || (!this.#always && !this.#slow)) return;
    const now = this.#now();
    const scale = now.zoom / this.#drawn.zoom;
    const x = now.x - this.#drawn.x * scale;
    const y = now.y - this.#drawn.y * scale;
    if (!this.#moving) this.#start();
    this.#canvases?.style.setProperty('transform', `translate(${x}px, ${y}px) scale(${scale})`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#rest, REST_MS);
  };

  #start(): void {
    this.#moving = true;
    this.#canvases?.style.setProperty('will-change', 'transform');
    this.#onMove(true);
  }

  readonly #rest = (): void => {
    this.#moving = false;
    this.#onMove(false);
    this.#renderer.redraw();
  };

  #draw(draw: () => void): void {
    const started = performance.now();
    draw();
    this.#slow = performance.now() - started > SLOW_DRAW_MS;
    this.#drawn = this.#now();
    this.#canvases?.style.removeProperty('transform');
    this.#canvases?.style.removeProperty('will-change');
  }

  #now(): Drawn {
    return { ...this.#cy.pan(), zoom: this.#cy.zoom() };
  }
}
