/**
 * Places for the labels on the edges: on the line, clear of cards and of one another. What is failing
 * and what carries most is placed first; a label that finds no room waits for hover or selection.
 */
import type { Layout, Point, Rect } from '@/lib/graph/layout/drawing';
import { pointAt, pointsAlong, polylineLength } from '@/lib/graph/layout/spline';
import { type LabelPart, labelWidth } from './edge-label';
import { type LineModel, lineMarks } from './line-model';
import { RectGrid } from './rect-grid';

export const PILL_HEIGHT = 18;
const CLEARANCE = 3;
const SHARES = [0.5, 0.6, 0.4, 0.68, 0.32, 0.76, 0.24, 0.84, 0.16] as const;
/** Beside the line, where it is too short to be read under its pill. */
const BESIDE = [-(PILL_HEIGHT / 2 + 6), PILL_HEIGHT / 2 + 6] as const;
const CELL = 128;

export interface PillPlace extends Point {
  readonly crowded: boolean;
  /** Only the part that matters most has room; all of it is said on hover and selection. */
  readonly short: boolean;
}

/** The middle of each pill by edge id; `crowded` ones overlap something and are drawn only on demand. */
export function placePills(lines: readonly LineModel[], layout: Layout): Map<string, PillPlace> {
  const taken = new RectGrid(CELL, CLEARANCE);
  for (const rect of layout.nodes.values()) taken.add(rect);
  for (const box of layout.boxes.values()) taken.add({ x: box.x, y: box.y, width: box.width, height: 30 });
  const places = new Map<string, PillPlace>();
  const order = [...lines].sort((a, b) => urgency(b) - urgency(a) || (a.id < b.id ? -1 : 1));
  for (const line of order) {
    if (line.labelWidth === 0) continue;
    const candidates = candidatesOf(line, layout);
    const first = candidates[0];
    if (first === undefined) continue;
    const whole = freePlace(candidates, line.labelWidth, taken);
    const shortWidth = labelWidth(shortLabel(line.label), lineMarks(line));
    const free = whole ?? freePlace(candidates, shortWidth, taken);
    if (free !== null) taken.add(around(free, whole === null ? shortWidth : line.labelWidth));
    places.set(line.id, { ...(free ?? first), crowded: free === null, short: whole === null });
  }
  return places;
}

/** What fails, else the first part. */
export function shortLabel(label: readonly LabelPart[]): readonly LabelPart[] {
  const part = label.find((one) => one.tone !== 'plain') ?? label[0];
  return part === undefined ? [] : [part];
}

function freePlace(candidates: readonly Point[], width: number, taken: RectGrid): Point | null {
  return candidates.find((point) => !taken.hits(around(point, width))) ?? null;
}

function urgency(line: LineModel): number {
  const state = line.health === 'failing' ? 2e9 : line.health === 'degraded' ? 1e9 : 0;
  return state + (line.edge.requests?.requestsPerSecond ?? 0);
}

function candidatesOf(line: LineModel, layout: Layout): Point[] {
  const route = layout.edges.get(line.id);
  if (route === undefined) {
    const node = layout.nodes.get(line.source);
    return node === undefined ? [] : [{ x: node.x + node.width / 2, y: node.y - 26 }];
  }
  const points = pointsAlong(route);
  const onLine = SHARES.map((share) => pointAt(points, share));
  const middle = onLine[0];
  if (middle === undefined) return [];
  const beside = BESIDE.map((dy) => ({ x: middle.x, y: middle.y + dy }));
  return polylineLength(points) < line.labelWidth + 36 ? [...beside, ...onLine] : [...onLine, ...beside];
}

function around(point: Point, width: number): Rect {
  return { x: point.x - width / 2, y: point.y - PILL_HEIGHT / 2, width, height: PILL_HEIGHT };
}
