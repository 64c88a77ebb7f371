/**
 * One level of the drawing: the page, or the inside of a box. Its things are nodes and inner boxes,
 * its groups are drawn one by one and packed; edges that leave the box end at its border.
 */
import { BUNDLE_GAP } from './bundles';
import { SPACING } from './drawing';
import { drawGroup, type GroupDrawing } from './group';
import { connectedGroups } from './layers';
import type { LayeredEdge, LayeredItem } from './mesh-of-layers';
import { packRows } from './pack';
import type { Run } from './runs';

export interface LevelThing {
  readonly width: number;
  readonly height: number;
  readonly isBox: boolean;
}

/** Left to right. An end is a thing's index, or null for the border. Offsets as in `LayeredEdge`. */
export interface LevelEdge {
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
  /** Of each edge, in the order given. */
  readonly runs: readonly (readonly Run[])[];
}

export interface LevelFrame {
  readonly columnGap: number;
  /** Between two cards of a column. */
  readonly rowGap: number;
  /** Between the border that edges cross and the first column. */
  readonly inlet: number;
  /** Free on top and on the left (one of them a box's header), and on the other sides; 0 for the page. */
  readonly top: number;
  readonly left: number;
  readonly padding: number;
  readonly minWidth: number;
  readonly minHeight: number;
  /** Width to height that the packing of unconnected groups aims at. */
  readonly aspect: number;
}

interface Group {
  readonly items: readonly LayeredItem[];
  readonly edges: readonly LayeredEdge[];
  /** Positions of the edges in the level's list. */
  readonly places: readonly number[];
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
): LevelDrawing {
  return assemble(things, placeGroups(groupsOf(things, edges), frame), frame);
}

/** Everything that is connected, directly or through the border, is one group. */
function groupsOf(things: readonly LevelThing[], edges: readonly LevelEdge[]): Group[] {
  const border = things.length;
  const arcs = { from: new Int32Array(edges.length), to: new Int32Array(edges.length) };
  for (let index = 0; index < edges.length; index += 1) {
    arcs.from[index] = edges[index]?.from ?? border;
    arcs.to[index] = edges[index]?.to ?? border;
  }
  const numbers = connectedGroups(things.length + 1, arcs);
  const members: number[][] = [];
  const edgesOf: number[][] = [];
  for (let index = 0; index < things.length; index += 1) {
    const number = numbers[index] ?? 0;
    const list = members[number];
    if (list === undefined) {
      members[number] = [index];
      edgesOf[number] = [];
    } else list.push(index);
  }
  for (let index = 0; index < edges.length; index += 1)
    edgesOf[numbers[arcs.from[index] ?? 0] ?? 0]?.push(index);
  // Numbers count by first appearance; only the border's own may have no things.
  return members.flatMap((list, number) => groupOf(things, list, edges, edgesOf[number] ?? []));
}

function groupOf(
  things: readonly LevelThing[],
  indices: readonly number[],
  edges: readonly LevelEdge[],
  places: readonly number[],
): Group {
  const items: LayeredItem[] = [];
  const place = new Int32Array(things.length);
  for (const index of indices) {
    const thing = things[index];
    if (thing === undefined) continue;
    place[index] = items.length;
    items.push({ width: thing.width, height: thing.height, isBox: thing.isBox, pin: null });
  }
  const own = items.length;
  const pins = new Int32Array(2 * own);
  /** Calls of one thing over one border share a pin, as high as they are when they run side by side. */
  const pinOf = (item: number, side: 'left' | 'right'): number => {
    const slot = side === 'left' ? item : own + item;
    const known = pins[slot] ?? 0;
    if (known === 0) pins[slot] = items.push({ width: 0, height: 0, pin: side, isBox: false }) - 1;
    else
      items[known] = { width: 0, height: (items[known]?.height ?? 0) + BUNDLE_GAP, pin: side, isBox: false };
    return pins[slot] ?? 0;
  };
  const layeredEdges: LayeredEdge[] = [];
  for (const at of places) {
    const { from = null, to = null, fromOffset = null, toOffset = null } = edges[at] ?? {};
    const first = from === null ? null : (place[from] ?? 0);
    const last = to === null ? null : (place[to] ?? 0);
    layeredEdges.push({
      from: first ?? pinOf(last ?? 0, 'left'),
      to: last ?? pinOf(first ?? 0, 'right'),
      fromOffset,
      toOffset,
    });
  }
  return {
    items,
    edges: layeredEdges,
    places,
    things: items.map((_, item) => indices[item] ?? -1),
    pinned: items.length > own,
  };
}

/** The group with crossings of the border takes the first row for itself, the others are packed below. */
function placeGroups(groups: readonly Group[], frame: LevelFrame): PlacedGroup[] {
  const drawn = groups.map((group) => ({
    group,
    drawing: drawGroup(group.items, group.edges, frame),
  }));
  const pinned = drawn.find(({ group }) => group.pinned);
  const rest = drawn.filter((one) => one !== pinned);
  const placed: PlacedGroup[] = [];
  let top = frame.top;
  if (pinned !== undefined) {
    const hasInlet = pinned.group.items.some((item) => item.pin === 'left');
    placed.push({ ...pinned, dx: hasInlet ? 0 : frame.left, dy: top });
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
    placed.push({ ...one, dx: frame.left + (corners[index]?.x ?? 0), dy: top + (corners[index]?.y ?? 0) });
  });
  return placed;
}

function assemble(
  things: readonly LevelThing[],
  placed: readonly PlacedGroup[],
  frame: LevelFrame,
): LevelDrawing {
  const corners = things.map(() => ({ x: 0, y: 0 }));
  let width = frame.minWidth;
  let height = Math.max(frame.minHeight, frame.top + frame.padding);
  for (const { group, drawing, dx, dy } of placed) {
    const outlet = group.items.some((item) => item.pin === 'right');
    width = Math.max(width, dx + drawing.width + (outlet ? 0 : frame.padding));
    height = Math.max(height, evenUp(dy + drawing.height + frame.padding));
  }
  const runs: (readonly Run[])[] = [];
  for (const { group, drawing, dx, dy } of placed) {
    group.things.forEach((thing, index) => {
      if (thing >= 0) corners[thing] = { x: dx + (drawing.x[index] ?? 0), y: dy + (drawing.y[index] ?? 0) };
    });
    group.edges.forEach((edge, index) => {
      const toBorder = group.items[edge.to]?.pin === 'right';
      // Thousands of them: moved in place.
      const moved = drawing.runs[index] ?? [];
      for (const run of moved) {
        run.x1 += dx;
        run.x2 += dx;
        run.y += dy;
      }
      const last = moved.at(-1);
      if (toBorder && last !== undefined) last.x2 = width;
      runs[group.places[index] ?? 0] = moved;
    });
  }
  return { width, height, corners, runs };
}

/** Even heights have whole middles, so that everything stands on whole pixels. */
function evenUp(height: number): number {
  return Math.ceil(height / 2 - 1e-9) * 2;
}
