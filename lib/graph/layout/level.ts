/**
 * One level of the drawing: the page, or the inside of a box. Its things are nodes and inner boxes,
 * its groups are drawn one by one and packed; edges that leave the box end at its border.
 */
import { type LevelMemory, SPACING } from './drawing';
import { drawGroup, type GroupDrawing } from './group';
import { keepGroup } from './keep';
import { connectedGroups } from './layers';
import { type LayeredEdge, type LayeredItem, pinPrefix } from './mesh-of-layers';
import { packRows } from './pack';
import type { Run } from './runs';

export interface LevelThing {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly isBox: boolean;
}

/** Left to right. An end is a thing's index, or null for the border. Offsets as in `LayeredEdge`. */
export interface LevelEdge {
  readonly id: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly fromOffset: number | null;
  readonly toOffset: number | null;
}

export interface LevelDrawing {
  readonly width: number;
  readonly height: number;
  /** Top left corners of the things, in the level's coordinates. */
  readonly corners: readonly { readonly x: number; readonly y: number }[];
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  readonly memory: LevelMemory;
}

export interface LevelFrame {
  readonly columnGap: number;
  /** Free on top (a box's header) and around; both 0 for the page. */
  readonly header: number;
  readonly padding: number;
  readonly minWidth: number;
  /** Width to height that the packing of unconnected groups aims at. */
  readonly aspect: number;
}

interface Group {
  readonly key: string;
  readonly items: readonly LayeredItem[];
  readonly edges: readonly LayeredEdge[];
  /** Index of the thing of each item; -1 for pins. */
  readonly things: readonly number[];
  readonly pinned: boolean;
}

interface PlacedGroup {
  readonly group: Group;
  readonly drawing: GroupDrawing;
  readonly dx: number;
  readonly dy: number;
}

export function drawLevel(
  things: readonly LevelThing[],
  edges: readonly LevelEdge[],
  frame: LevelFrame,
  memory: LevelMemory | undefined,
): LevelDrawing {
  const groups = groupsOf(things, edges);
  const kept = memory === undefined ? null : keepAll(groups, memory, frame);
  const placed = kept ?? placeAnew(groups, frame);
  return assemble(things, placed, frame, kept === null ? undefined : memory);
}

/** Everything that is connected, directly or through the border, is one group. */
function groupsOf(things: readonly LevelThing[], edges: readonly LevelEdge[]): Group[] {
  const border = things.length;
  const arcs = {
    from: Int32Array.from(edges, (edge) => edge.from ?? border),
    to: Int32Array.from(edges, (edge) => edge.to ?? border),
  };
  const numbers = connectedGroups(things.length + 1, arcs);
  const members = new Map<number, number[]>();
  things.forEach((_, index) => {
    const number = numbers[index] ?? 0;
    members.set(number, [...(members.get(number) ?? []), index]);
  });
  const edgesOf = new Map<number, LevelEdge[]>();
  for (const edge of edges) {
    const number = numbers[edge.from ?? edge.to ?? border] ?? 0;
    const list = edgesOf.get(number) ?? [];
    list.push(edge);
    edgesOf.set(number, list);
  }
  return [...members].map(([number, indices]) => groupOf(things, indices, edgesOf.get(number) ?? []));
}

function groupOf(
  things: readonly LevelThing[],
  indices: readonly number[],
  edges: readonly LevelEdge[],
): Group {
  const items: LayeredItem[] = [];
  const place = new Map<number, number>();
  for (const index of indices) {
    const thing = things[index];
    if (thing === undefined) continue;
    place.set(index, items.length);
    items.push({ ...thing, pin: null });
  }
  const pin = (edge: LevelEdge, side: 'left' | 'right'): number =>
    items.push({ key: `${pinPrefix(side)}${edge.id}`, width: 0, height: 0, pin: side, isBox: false }) - 1;
  const layeredEdges = edges.map((edge) => ({
    id: edge.id,
    from: edge.from === null ? pin(edge, 'left') : (place.get(edge.from) ?? 0),
    to: edge.to === null ? pin(edge, 'right') : (place.get(edge.to) ?? 0),
    fromOffset: edge.fromOffset,
    toOffset: edge.toOffset,
  }));
  const keys = indices.map((index) => things[index]?.key ?? '');
  const key = [...keys].sort()[0] ?? '';
  return {
    key,
    items,
    edges: layeredEdges,
    things: items.map((_, item) => indices[item] ?? -1),
    pinned: items.length > indices.length,
  };
}

/** The group with crossings of the border takes the first row for itself, the others are packed below. */
function placeAnew(groups: readonly Group[], frame: LevelFrame): PlacedGroup[] {
  const drawn = groups.map((group) => ({
    group,
    drawing: drawGroup(group.items, group.edges, frame.columnGap),
  }));
  const pinned = drawn.find(({ group }) => group.pinned);
  const rest = drawn.filter((one) => one !== pinned);
  const placed: PlacedGroup[] = [];
  let top = frame.header;
  if (pinned !== undefined) {
    const hasInlet = pinned.group.items.some((item) => item.pin === 'left');
    placed.push({ ...pinned, dx: hasInlet ? 0 : frame.padding, dy: top });
    top += pinned.drawing.height + SPACING.betweenBoxes;
  }
  const boxes = drawn.some(({ group }) => group.items.some((item) => item.isBox));
  const corners = packRows(
    rest.map(({ drawing }) => drawing),
    boxes ? SPACING.betweenBoxes : SPACING.betweenNodes,
    frame.aspect,
    pinned?.drawing.width ?? 0,
  );
  rest.forEach((one, index) => {
    placed.push({ ...one, dx: frame.padding + (corners[index]?.x ?? 0), dy: top + (corners[index]?.y ?? 0) });
  });
  return placed;
}

/** Null when one group cannot be kept: the level is then drawn anew as a whole. */
function keepAll(groups: readonly Group[], memory: LevelMemory, frame: LevelFrame): PlacedGroup[] | null {
  const placed: PlacedGroup[] = [];
  const old = new Map<string, Group>();
  const fresh: Group[] = [];
  for (const group of groups) {
    const before = new Set(group.items.flatMap((item) => memory.items.get(item.key)?.group ?? []));
    const [key] = before;
    // Groups that grew together have new neighbours everywhere: nothing to hold on to.
    if (before.size > 1 || (key === undefined && group.pinned)) return null;
    if (key === undefined) fresh.push(group);
    else old.set(key, joined({ ...group, key }, old.get(key)));
  }
  let bottom = memory.height - frame.padding;
  for (const [key, group] of old) {
    const drawing = keepGroup(group.items, group.edges, memory, key);
    if (drawing === null) return null;
    placed.push({ group, drawing, dx: 0, dy: 0 });
    bottom = Math.max(bottom, drawing.height);
  }
  for (const group of fresh) {
    const drawing = drawGroup(group.items, group.edges, frame.columnGap);
    placed.push({ group, drawing, dx: frame.padding, dy: bottom + SPACING.betweenBoxes });
    bottom += SPACING.betweenBoxes + drawing.height;
  }
  return overlapping(placed) ? null : placed;
}

/** Parts of a group that fell apart are still drawn as one, in the columns that they had. */
function joined(group: Group, part: Group | undefined): Group {
  if (part === undefined) return group;
  const shift = part.items.length;
  const moved = group.edges.map((edge) => ({ ...edge, from: edge.from + shift, to: edge.to + shift }));
  return {
    key: group.key,
    items: [...part.items, ...group.items],
    edges: [...part.edges, ...moved],
    things: [...part.things, ...group.things],
    pinned: part.pinned || group.pinned,
  };
}

/** Whether a kept group has grown into another one. */
function overlapping(placed: readonly PlacedGroup[]): boolean {
  const rects = placed.map(({ group, drawing, dx, dy }) => {
    const free = group.items.map((_, index) => index).filter((index) => group.items[index]?.pin === null);
    const left = Math.min(...free.map((index) => drawing.x[index] ?? 0));
    const top = Math.min(...free.map((index) => drawing.y[index] ?? 0));
    return { left: dx + left, top: dy + top, right: dx + drawing.width, bottom: dy + drawing.height };
  });
  return rects.some((a, i) =>
    rects.some(
      (b, j) => i < j && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
    ),
  );
}

function assemble(
  things: readonly LevelThing[],
  placed: readonly PlacedGroup[],
  frame: LevelFrame,
  before: LevelMemory | undefined,
): LevelDrawing {
  const corners = things.map(() => ({ x: 0, y: 0 }));
  let width = Math.max(frame.minWidth, before?.width ?? 0);
  let height = Math.max(frame.header + frame.padding, before?.height ?? 0);
  for (const { group, drawing, dx, dy } of placed) {
    const outlet = group.items.some((item) => item.pin === 'right');
    width = Math.max(width, dx + drawing.width + (outlet ? 0 : frame.padding));
    height = Math.max(height, evenUp(dy + drawing.height + frame.padding));
  }
  const runs = new Map<string, readonly Run[]>();
  const items = new Map(before?.items);
  const passes = new Map(before?.passes);
  const columns = new Map(before?.columns);
  for (const { group, drawing, dx, dy } of placed) {
    group.items.forEach((item, index) => {
      const corner = { x: dx + (drawing.x[index] ?? 0), y: dy + (drawing.y[index] ?? 0) };
      const thing = group.things[index] ?? -1;
      if (thing >= 0) corners[thing] = corner;
      items.set(item.key, { layer: drawing.layer[index] ?? 0, ...corner, group: group.key });
    });
    group.edges.forEach((edge, index) => {
      const toBorder = group.items[edge.to]?.pin === 'right';
      const moved = (drawing.runs[index] ?? []).map((run) => ({
        x1: run.x1 + dx,
        x2: run.x2 + dx,
        y: run.y + dy,
      }));
      const last = moved.at(-1);
      if (toBorder && last !== undefined) moved[moved.length - 1] = { ...last, x2: width };
      runs.set(edge.id, moved);
    });
    for (const [key, y] of drawing.passes) passes.set(key, y + dy);
    columns.set(
      group.key,
      drawing.columns.map(([left, right]) => [left + dx, right + dx] as const),
    );
  }
  return { width, height, corners, runs, memory: { items, passes, columns, width, height } };
}

/** Even heights have whole middles, so that everything stands on whole pixels. */
function evenUp(height: number): number {
  return Math.ceil(height / 2 - 1e-9) * 2;
}
