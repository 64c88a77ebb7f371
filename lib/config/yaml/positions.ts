/**
 * Where each part of a YAML document stands: from a path like `['spec','http',0]` to offsets in the text.
 * Built from the parser's events, so it says the same as the value that was read.
 */
import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import { MAX_DEPTH } from './limits';

export type ObjectPath = readonly (string | number)[];

/** `key*` is the field's name (for a list entry: its start), `value*` what it holds. Offsets, end excluded. */
export interface NodeRange {
  readonly keyFrom: number;
  readonly keyTo: number;
  readonly valueFrom: number;
  readonly valueTo: number;
}

/** A node of the text and what stands in it. A tree, since large texts have 100,000 nodes, and each path once is enough. */
class Place {
  range: NodeRange | null = null;
  #children: Map<string | number, Place> | null = null;

  child(name: string | number): Place | undefined {
    return this.#children?.get(name);
  }

  at(name: string | number): Place {
    this.#children ??= new Map();
    let child = this.#children.get(name);
    if (child === undefined) {
      child = new Place();
      this.#children.set(name, child);
    }
    return child;
  }

  children(): Iterable<[string | number, Place]> {
    return this.#children ?? [];
  }
}

export class Positions {
  readonly #root: Place;

  constructor(root: Place) {
    this.#root = root;
  }

  at(path: ObjectPath): NodeRange | null {
    let place: Place | undefined = this.#root;
    for (const name of path) place = place?.child(name);
    return place?.range ?? null;
  }

  /** Path of the innermost field around the offset; empty outside every field. */
  pathAt(offset: number): ObjectPath {
    return deepest(this.#root, offset);
  }

  /** The range of the path, or of the nearest part around it that the text has. */
  nearest(path: ObjectPath): NodeRange {
    let place: Place | undefined = this.#root;
    let found = place.range;
    for (const name of path) {
      place = place?.child(name);
      if (place === undefined) break;
      found = place.range ?? found;
    }
    return found ?? { keyFrom: 0, keyTo: 0, valueFrom: 0, valueTo: 0 };
  }
}

function deepest(place: Place, offset: number): ObjectPath {
  let best: ObjectPath = [];
  for (const [name, child] of place.children()) {
    const { range } = child;
    if (range === null || offset < range.keyFrom || offset > range.valueTo) continue;
    const path = [name, ...deepest(child, offset)];
    if (path.length >= best.length) best = path;
  }
  return best;
}

interface Frame {
  readonly isMap: boolean;
  /** Under which it stands in the frame around it; null = the document. */
  readonly name: string | number | null;
  readonly place: Place;
  /** Part of a key that is itself a collection: it has no path and is walked over. */
  readonly isKey: boolean;
  readonly start: number;
  /** Start and end of the key that waits for its value. */
  key: { readonly name: string; readonly from: number; readonly to: number } | null;
  index: number;
  end: number;
}

/** A key that an earlier one of the same object has too. */
export interface RepeatedKey {
  readonly path: ObjectPath;
  readonly first: NodeRange;
  readonly second: NodeRange;
}

type OnRepeated = ((key: RepeatedKey) => void) | undefined;

/** Positions of a text that parses; of a key that is given twice, the last. `repeated` is told of those. */
export function positionsOf(text: string, repeated?: (key: RepeatedKey) => void): Positions {
  const root = new Place();
  const stack: Frame[] = [];
  for (const event of parseEvents(text, { maxDepth: MAX_DEPTH })) {
    if (event.type === EVENT_ID.DOCUMENT) {
      stack.push({
        isMap: false,
        name: null,
        place: root,
        isKey: false,
        start: -1,
        key: null,
        index: -1,
        end: 0,
      });
    } else if (event.type === EVENT_ID.POP) {
      closeFrame(stack, repeated);
    } else {
      openNode(text, stack, event, repeated);
    }
  }
  return new Positions(root);
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

function openNode(text: string, stack: Frame[], event: NodeEvent, repeated: OnRepeated): void {
  const parent = stack.at(-1);
  if (parent === undefined) return;
  const [from, to] = extent(event);
  const isMap = event.type === EVENT_ID.MAPPING;
  const isCollection = isMap || event.type === EVENT_ID.SEQUENCE;
  const frame = { isMap, start: from, key: null, index: 0, end: to };
  if (parent.isMap && parent.key === null) {
    const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    parent.key = { name, from, to };
    if (isCollection) stack.push({ ...frame, name: '?', place: new Place(), isKey: true });
    return;
  }
  const name = childName(parent);
  const place = name === null ? parent.place : parent.place.at(name);
  if (isCollection) stack.push({ ...frame, name, place, isKey: parent.isKey });
  else record(stack, name, place, from, to, repeated);
}

function closeFrame(stack: Frame[], repeated: OnRepeated): void {
  const frame = stack.pop();
  if (frame === undefined || stack.length === 0 || frame.isKey) return;
  record(stack, frame.name, frame.place, frame.start, frame.end, repeated);
}

/** Notes where a child of the innermost frame stands. */
function record(
  stack: readonly Frame[],
  name: string | number | null,
  place: Place,
  valueFrom: number,
  valueTo: number,
  repeated: OnRepeated,
): void {
  const parent = stack.at(-1);
  if (parent === undefined) return;
  const key = parent.isMap ? parent.key : null;
  const keyFrom = key?.from ?? valueFrom;
  // An empty value has no place of its own; it stands right after its key.
  const from = valueFrom < 0 ? (key?.to ?? 0) : valueFrom;
  const to = valueFrom < 0 ? from : Math.max(from, valueTo);
  const range = { keyFrom: keyFrom < 0 ? from : keyFrom, keyTo: key?.to ?? to, valueFrom: from, valueTo: to };
  // What stands inside a repeated object is repeated with it.
  if (place.range !== null && range.keyTo > range.keyFrom && repeated !== undefined) {
    repeated({
      path: [...pathOf(stack), ...(name === null ? [] : [name])],
      first: place.range,
      second: range,
    });
  }
  place.range = range;
  parent.key = null;
  parent.index += 1;
  parent.end = Math.max(parent.end, to);
}

function pathOf(stack: readonly Frame[]): ObjectPath {
  return stack.flatMap(({ name }) => name ?? []);
}

/** Null = the document's own value. */
function childName(parent: Frame): string | number | null {
  if (parent.index < 0) return null;
  return parent.isMap ? (parent.key?.name ?? '') : parent.index;
}

function extent(event: NodeEvent): readonly [number, number] {
  if (event.type === EVENT_ID.SCALAR) return [event.valueStart, event.valueEnd];
  if (event.type === EVENT_ID.ALIAS) return [event.anchorStart, event.anchorEnd];
  return [event.start, event.start];
}
