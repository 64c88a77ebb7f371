/**
 * Places for the labels on the edges: on the line, clear of cards and of one another, and covering as few other lines
 * as may be. What is failing and what carries most is placed first; a label that finds no room waits for hover or
 * selection.
 */

import { RectGrid } from '@/components/graph/canvas/rect-grid';
import type { Layout, Point, Rect } from '@/lib/graph/layout/drawing';
import { pointAt, polylineLength } from '@/lib/graph/layout/spline';
import { type LabelPart, labelWidth } from './edge-label';
import { LineCells } from './line-cells';
import { type LineModel, lineMarks } from './line-model';

export const PILL_HEIGHT = 18;
const CLEARANCE = 3;
const SHARES = [0.5, 0.6, 0.4, 0.68, 0.32, 0.76, 0.24, 0.84, 0.16] as const;
/** On a line longer than this there are places in between as well. */
const LONG = 360;
const MORE_SHARES = [0.55, 0.45, 0.64, 0.36, 0.72, 0.28, 0.8, 0.2, 0.88, 0.12, 0.92, 0.08] as const;
/** Beside the line, where it is too short to be read under its pill. */
const BESIDE = [-(PILL_HEIGHT / 2 + 6), PILL_HEIGHT / 2 + 6] as const;
const CELL = 128;
/** Over more lines of others nobody knows which one is spoken of; what does not do well is told all the same. */
const MOST_COVERED = 2;
const MOST_COVERED_UNWELL = 4;
/** Pixels that a label may reach beyond the picture: what is free there when all of it is shown. */
const BEYOND = 10;

export interface PillPlace extends Point {
  readonly crowded: boolean;
  /** Only the part that matters most has room; all of it is said on hover and selection. */
  readonly short: boolean;
  /** The middle of a free place for a sign without words; null where there is none. */
  readonly sign: Point | null;
}

/** Pixels of a pill with nothing but a sign on it. */
const SIGN_WIDTH = 26;

/**
 * The middle of each pill by edge id; `crowded` ones overlap something and are drawn only on demand. `scale`: how much
 * larger than life pills are drawn in the picture, where they keep the size of the page from afar.
 */
export function placePills(lines: readonly LineModel[], layout: Layout, scale = 1): Map<string, PillPlace> {
  const taken = new RectGrid(CELL, CLEARANCE);
  for (const rect of layout.nodes.values()) taken.add(rect);
  for (const box of layout.boxes.values()) taken.add({ x: box.x, y: box.y, width: box.width, height: 30 });
  const ground = { taken, cells: new LineCells(lines, layout), layout, scale };
  const places = new Map<string, PillPlace>();
  const order = [...lines].sort((a, b) => urgency(b) - urgency(a) || (a.id < b.id ? -1 : 1));
  for (const line of order) {
    if (line.labelWidth === 0) continue;
    const candidates = candidatesOf(line, ground);
    const [first] = candidates;
    if (first === undefined) continue;
    const shortWidth = labelWidth(shortLabel(line.label), lineMarks(line));
    const whole = freePlace(line, candidates, line.labelWidth, ground);
    const free = whole ?? freePlace(line, candidates, shortWidth, ground);
    if (free !== null) taken.add(around(free, whole === null ? shortWidth : line.labelWidth, scale));
    const sign = free ?? freePlace(line, candidates, SIGN_WIDTH, ground);
    places.set(line.id, {
      ...(free ?? within(first, line.labelWidth * scale, layout)),
      crowded: free === null,
      short: whole === null,
      sign,
    });
  }
  return places;
}

interface Ground {
  /** Cards, headers of boxes, and the labels that are placed. */
  readonly taken: RectGrid;
  readonly cells: LineCells;
  readonly layout: Layout;
  readonly scale: number;
}

/** What fails, else the first part. */
export function shortLabel(label: readonly LabelPart[]): readonly LabelPart[] {
  const part = label.find((one) => one.tone !== 'plain') ?? label[0];
  return part === undefined ? [] : [part];
}

/** Of the free places the first that covers fewest lines of others. */
function freePlace(
  line: LineModel,
  candidates: readonly Point[],
  width: number,
  { taken, cells, layout, scale }: Ground,
): Point | null {
  const isUnwell = line.health === 'failing' || line.health === 'degraded';
  let fewest = (isUnwell ? MOST_COVERED_UNWELL : MOST_COVERED) + 1;
  let best: Point | null = null;
  for (const point of candidates) {
    const rect = around(point, width, scale);
    if (!isInside(rect, layout) || taken.hits(rect)) continue;
    const covered = cells.others(rect, line.id, fewest);
    if (covered === 0) return point;
    if (covered >= fewest) continue;
    fewest = covered;
    best = point;
  }
  return best;
}

/** As far as may be on its line, but never cut off at the edge of the picture. */
function within({ x, y }: Point, width: number, layout: Layout): Point {
  const least = layout.x - BEYOND + width / 2;
  const most = layout.x + layout.width + BEYOND - width / 2;
  return { x: least > most ? x : Math.min(most, Math.max(least, x)), y };
}

function isInside({ x, width }: Rect, layout: Layout): boolean {
  return x > layout.x - BEYOND && x + width < layout.x + layout.width + BEYOND;
}

function urgency(line: LineModel): number {
  const state = line.health === 'failing' ? 2e9 : line.health === 'degraded' ? 1e9 : 0;
  return state + (line.edge.requests?.requestsPerSecond ?? 0);
}

function candidatesOf(line: LineModel, { cells, layout, scale }: Ground): Point[] {
  const points = cells.points(line.id);
  if (points === undefined) {
    const node = layout.nodes.get(line.source);
    const isLoop = line.source === line.target;
    return node === undefined || !isLoop ? [] : [{ x: node.x + node.width / 2, y: node.y - 26 }];
  }
  const length = polylineLength(points);
  const shares = length > LONG ? [...SHARES, ...MORE_SHARES] : SHARES;
  const onLine = shares.map((share) => pointAt(points, share));
  const [middle] = onLine;
  if (middle === undefined) return [];
  const beside = BESIDE.map((dy) => ({ x: middle.x, y: middle.y + dy * scale }));
  return length < line.labelWidth * scale + 36 ? [...beside, ...onLine] : [...onLine, ...beside];
}

function around({ x, y }: Point, wide: number, scale: number): Rect {
  const width = wide * scale;
  const height = PILL_HEIGHT * scale;
  return { x: x - width / 2, y: y - height / 2, width, height };
}
