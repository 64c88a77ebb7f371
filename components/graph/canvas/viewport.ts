/** Where the reader looks: pan and zoom of the picture, for the parts of the page that follow it. */

export interface Viewport {
  /** Pan in pixels. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Size of the canvas in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Near: full cards. Middle: one line. Far: shapes, boxes' names and what is not well. */
export type Detail = 'near' | 'middle' | 'far';

const NEAR_FROM = 0.8;
const FAR_BELOW = 0.45;

export function detailAt(zoom: number): Detail {
  if (zoom < FAR_BELOW) return 'far';
  return zoom < NEAR_FROM ? 'middle' : 'near';
}

export class ViewportStore {
  #current: Viewport = { x: 0, y: 0, zoom: 1, width: 0, height: 0 };
  readonly #listeners = new Set<() => void>();

  readonly get = (): Viewport => this.#current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(next: Viewport): void {
    const now = this.#current;
    const same = (Object.keys(next) as (keyof Viewport)[]).every((key) => now[key] === next[key]);
    if (same) return;
    this.#current = next;
    for (const listener of this.#listeners) listener();
  }
}

/** The part of the picture in sight, in its own coordinates, in steps: it changes rarely while the reader pans. */
export function seenCells({ x, y, zoom, width, height }: Viewport): string {
  const step = Math.max(400, 600 / zoom);
  const cells = [-x / zoom, -y / zoom, (width - x) / zoom, (height - y) / zoom].map((edge, index) =>
    index < 2 ? Math.floor(edge / step) - 1 : Math.ceil(edge / step) + 1,
  );
  return `${step} ${cells.join(' ')}`;
}

export function inSeenCells(
  cells: string,
  rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): boolean {
  const [step = 1, left = 0, top = 0, right = 0, bottom = 0] = cells.split(' ').map(Number);
  return (
    rect.x + rect.width > left * step &&
    rect.x < right * step &&
    rect.y + rect.height > top * step &&
    rect.y < bottom * step
  );
}
