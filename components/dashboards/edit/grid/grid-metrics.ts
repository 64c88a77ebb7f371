/** Pixels of the grid and cells of it. Pure. */
import { GRID_GAP, GRID_ROW } from '@/components/dashboards/view/panel-grid';
import { GRID_COLUMNS, type Place } from '@/lib/dashboards/model/panel';

export interface CellSize {
  /** Pixels of a column or row with its gap. */
  readonly width: number;
  readonly height: number;
}

/** `width` is of the whole grid. */
export function cellSize(width: number): CellSize {
  return { width: (width + GRID_GAP) / GRID_COLUMNS, height: GRID_ROW + GRID_GAP };
}

/** Pixels of a panel. */
export function panelSize({ w, h }: Pick<Place, 'w' | 'h'>, cell: CellSize) {
  return { width: w * cell.width - GRID_GAP, height: h * cell.height - GRID_GAP };
}

export function gridArea({ x, y, w, h }: Place) {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}

/** The cell whose corner is nearest to a place in pixels from the grid's own corner. */
export function cellAt({ left, top }: { readonly left: number; readonly top: number }, cell: CellSize) {
  return { x: Math.max(0, Math.round(left / cell.width)), y: Math.max(0, Math.round(top / cell.height)) };
}

/** Cells that a size in pixels comes nearest to, at least one. */
export function sizeInCells(
  { width, height }: { readonly width: number; readonly height: number },
  cell: CellSize,
) {
  return {
    w: Math.max(1, Math.round((width + GRID_GAP) / cell.width)),
    h: Math.max(1, Math.round((height + GRID_GAP) / cell.height)),
  };
}
