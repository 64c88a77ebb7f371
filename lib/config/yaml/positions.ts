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

export class Positions {
  readonly #ranges: ReadonlyMap<string, NodeRange>;

  constructor(ranges: ReadonlyMap<string, NodeRange>) {
    this.#ranges = ranges;
  }

  at(path: ObjectPath): NodeRange | null {
    return this.#ranges.get(pathKey(path)) ?? null;
  }

  /** Path of the innermost field around the offset; empty outside every field. */
  pathAt(offset: number): ObjectPath {
    let best: ObjectPath = [];
    for (const [key, range] of this.#ranges) {
      if (offset < range.keyFrom || offset > range.valueTo) continue;
      const path = JSON.parse(key) as ObjectPath;
      if (path.length >= best.length) best = path;
    }
    return best;
  }

  /** The range of the path, or of the nearest part around it that the text has. */
  nearest(path: ObjectPath): NodeRange {
    for (let length = path.length; length >= 0; length -= 1) {
      const found = this.at(path.slice(0, length));
      if (found !== null) return found;
    }
    return { keyFrom: 0, keyTo: 0, valueFrom: 0, valueTo: 0 };
  }
}

function pathKey(path: ObjectPath): string {
  return JSON.stringify(path);
}

class Ranges {
  readonly byKey = new Map<string, NodeRange>();
  readonly #repeated: ((key: RepeatedKey) => void) | undefined;

  constructor(repeated: ((key: RepeatedKey) => void) | undefined) {
    this.#repeated = repeated;
  }

  add(path: ObjectPath, range: NodeRange): void {
    const key = pathKey(path);
    const first = this.byKey.get(key);
    // What stands inside a repeated object is repeated with it.
    if (first !== undefined && range.keyTo > range.keyFrom) this.#repeated?.({ path, first, second: range });
    this.byKey.set(key, range);
  }
}

interface Frame {
  readonly isMap: boolean;
  readonly path: ObjectPath;
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

/** Positions of a text that parses; of a key that is given twice, the last. `repeated` is told of those. */
export function positionsOf(text: string, repeated?: (key: RepeatedKey) => void): Positions {
  const ranges = new Ranges(repeated);
  const stack: Frame[] = [];
  for (const event of parseEvents(text, { maxDepth: MAX_DEPTH })) {
    if (event.type === EVENT_ID.DOCUMENT) {
      stack.push({ isMap: false, path: [], start: -1, key: null, index: -1, end: 0 });
    } else if (event.type === EVENT_ID.POP) {
      closeFrame(ranges, stack);
    } else {
      openNode(text, ranges, stack, event);
    }
  }
  return new Positions(ranges.byKey);
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

function openNode(text: string, ranges: Ranges, stack: Frame[], event: NodeEvent): void {
  const parent = stack.at(-1);
  if (parent === undefined) return;
  const [from, to] = extent(event);
  if (parent.isMap && parent.key === null) {
    const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    parent.key = { name, from, to };
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      // A key that is itself a collection has no path; it is walked over.
      stack.push({
        isMap: event.type === EVENT_ID.MAPPING,
        path: ['?'],
        start: from,
        key: null,
        index: 0,
        end: to,
      });
    }
    return;
  }
  const path = childPath(parent);
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
    stack.push({ isMap: event.type === EVENT_ID.MAPPING, path, start: from, key: null, index: 0, end: to });
    return;
  }
  record(ranges, parent, path, from, to);
}

function closeFrame(ranges: Ranges, stack: Frame[]): void {
  const frame = stack.pop();
  const parent = stack.at(-1);
  if (frame === undefined || parent === undefined || frame.path[0] === '?') return;
  record(ranges, parent, frame.path, frame.start, frame.end);
}

function record(ranges: Ranges, parent: Frame, path: ObjectPath, valueFrom: number, valueTo: number): void {
  const key = parent.isMap ? parent.key : null;
  const keyFrom = key?.from ?? valueFrom;
  // An empty value has no place of its own; it stands right after its key.
  const from = valueFrom < 0 ? (key?.to ?? 0) : valueFrom;
  const to = valueFrom < 0 ? from : Math.max(from, valueTo);
  ranges.add(path, {
    keyFrom: keyFrom < 0 ? from : keyFrom,
    keyTo: key?.to ?? to,
    valueFrom: from,
    valueTo: to,
  });
  parent.key = null;
  parent.index += 1;
  parent.end = Math.max(parent.end, to);
}

function childPath(parent: Frame): ObjectPath {
  if (parent.index < 0) return [];
  return [...parent.path, parent.isMap ? (parent.key?.name ?? '') : parent.index];
}

function extent(event: NodeEvent): readonly [number, number] {
  if (event.type === EVENT_ID.SCALAR) return [event.valueStart, event.valueEnd];
  if (event.type === EVENT_ID.ALIAS) return [event.anchorStart, event.anchorEnd];
  return [event.start, event.start];
}
