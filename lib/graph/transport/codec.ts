/**
 * Values as columns. A value is written against the one it replaces (`base`), if there is any: what did not change
 * costs a zero, and a whole row that did not change costs one bit's worth after gzip. Reading with the same base gives
 * the value back.
 *
 * Numbers keep six significant digits, of which the page shows three. The JSON answer is exact.
 */
import { type ColumnReader, type ColumnWriter, CutShort } from './columns';
import type { RowContext } from './row-context';
import { atOnce, ROWS_A_STEP, type Steps } from './steps';

export interface Codec<T> {
  write(value: T, base: T | undefined, out: Output): void;
  read(base: T | undefined, input: Input): T;
}

export interface Output {
  column(index: number): ColumnWriter;
  /** The index of a text in this message's table, from 0. */
  text(value: string): number;
  readonly context: RowContext;
}

export interface Input {
  column(index: number): ColumnReader;
  text(index: number): string;
  readonly context: RowContext;
}

/** Hands out the columns of one message's shape. */
export class ColumnPlan {
  #next = 0;

  next(): number {
    const index = this.#next;
    this.#next += 1;
    return index;
  }

  get size(): number {
    return this.#next;
  }
}

/** 0 = as in the base. */
export function text(plan: ColumnPlan): Codec<string> {
  const column = plan.next();
  return {
    write(value, base, out) {
      out.column(column).whole(value === base ? 0 : out.text(value) + 1);
    },
    read(base, input) {
      const index = input.column(column).whole();
      if (index > 0) return input.text(index - 1);
      return given(base);
    },
  };
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** The last bits of a float are noise that costs as much as the rest: rounded away, 2^-20 of a number remains. */
const NOISE = 16;

function bitsOf(value: number): number {
  float[0] = value;
  const bits = floatBits[0] ?? 0;
  return ((bits + NOISE / 2) & ~(NOISE - 1)) >>> 0;
}

/** A number as it travels. */
export function carried(value: number): number {
  floatBits[0] = bitsOf(value);
  return float[0] ?? 0;
}

/** The difference of bits: for a number that moved a little, the upper bytes are zero. */
export function number(plan: ColumnPlan): Codec<number> {
  const column = plan.next();
  return {
    write(value, base, out) {
      out.column(column).bits(bitsOf(value) ^ (base === undefined ? 0 : bitsOf(base)));
    },
    read(base, input) {
      const before = base === undefined ? 0 : bitsOf(base);
      floatBits[0] = input.column(column).bits() ^ before;
      return float[0] ?? 0;
    },
  };
}

/** For instants, which seven digits cannot tell. */
export function exactNumber(plan: ColumnPlan): Codec<number> {
  const column = plan.next();
  return {
    write: (value, _, out) => out.column(column).exact(value),
    read: (_, input) => input.column(column).exact(),
  };
}

/** One of a few values. 0 = as in the base. */
export function choice<T>(plan: ColumnPlan, values: readonly T[]): Codec<T> {
  const column = plan.next();
  return {
    write(value, base, out) {
      out.column(column).whole(value === base ? 0 : values.indexOf(value) + 1);
    },
    read(base, input) {
      const index = input.column(column).whole();
      return index === 0 ? given(base) : given(values[index - 1]);
    },
  };
}

export function nullable<T>(plan: ColumnPlan, inner: Codec<T>): Codec<T | null> {
  const column = plan.next();
  return {
    write(value, base, out) {
      out.column(column).whole(value === null ? 1 : 0);
      if (value !== null) inner.write(value, base ?? undefined, out);
    },
    read(base, input) {
      return input.column(column).whole() === 1 ? null : inner.read(base ?? undefined, input);
    },
  };
}

/** What may be left out. */
export function optional<T>(plan: ColumnPlan, inner: Codec<T>): Codec<T | undefined> {
  const column = plan.next();
  return {
    write(value, base, out) {
      out.column(column).whole(value === undefined ? 1 : 0);
      if (value !== undefined) inner.write(value, base, out);
    },
    read(base, input) {
      return input.column(column).whole() === 1 ? undefined : inner.read(base, input);
    },
  };
}

/** Names and values, in the order they have. */
export function dictionary<T>(
  plan: ColumnPlan,
  value: (plan: ColumnPlan) => Codec<T>,
): Codec<Readonly<Record<string, T>>> {
  const entries = list(plan, record<{ name: string; value: T }>({ name: text(plan), value: value(plan) }));
  const entriesOf = (from: Readonly<Record<string, T>>) =>
    Object.entries(from).map(([name, one]) => ({ name, value: one }));
  return {
    write: (from, base, out) => entries.write(entriesOf(from), base && entriesOf(base), out),
    read: (base, input) =>
      Object.fromEntries(
        entries.read(base && entriesOf(base), input).map(({ name, value: one }) => [name, one]),
      ),
  };
}

/** Elements are compared with the base's at the same place. */
export function list<T>(plan: ColumnPlan, element: Codec<T>): Codec<readonly T[]> {
  const column = plan.next();
  return {
    write(value, base, out) {
      out.column(column).whole(value.length);
      value.forEach((one, at) => {
        element.write(one, base?.[at], out);
      });
    },
    read(base, input) {
      const length = input.column(column).whole();
      const read: T[] = [];
      for (let at = 0; at < length; at += 1) read.push(element.read(base?.[at], input));
      return read;
    },
  };
}

/** A list that may be long: its reader can rest between any two elements. */
export interface LongList<T> extends Codec<readonly T[]> {
  /** As `read`, resting where the caller may do something else. */
  steps(base: readonly T[] | undefined, input: Input): Steps<readonly T[]>;
}

/**
 * Elements are compared with the base's of the same key, wherever it stands: a new one in the middle costs itself
 * alone. An element that is the same in all is told by one number.
 */
export function keyedList<T>(
  plan: ColumnPlan,
  element: Codec<T>,
  keyOf: (element: T) => string,
): LongList<T> {
  const [lengths, places, changes] = [plan.next(), plan.next(), plan.next()];
  const list: LongList<T> = {
    write(value, base, out) {
      const known = new Map((base ?? []).map((one, at) => [keyOf(one), at]));
      out.column(lengths).whole(value.length);
      let expected = 0;
      for (const one of value) {
        const at = known.get(keyOf(one));
        // 0 = the one after the last, 1 = none, from 2 on the place itself.
        out.column(places).whole(at === undefined ? 1 : at === expected ? 0 : at + 2);
        if (at !== undefined) expected = at + 1;
        const before = at === undefined ? undefined : base?.[at];
        const same = before !== undefined && isSame(one, before);
        if (before !== undefined) out.column(changes).whole(same ? 0 : 1);
        if (!same) element.write(one, before, out);
      }
    },
    read: (base, input) => atOnce(list.steps(base, input)),
    *steps(base, input) {
      const length = input.column(lengths).whole();
      const read: T[] = [];
      let expected = 0;
      for (let at = 0; at < length; at += 1) {
        if (at % ROWS_A_STEP === 0) yield;
        const place = input.column(places).whole();
        const from = place === 1 ? -1 : place === 0 ? expected : place - 2;
        if (from < 0) {
          read.push(element.read(undefined, input));
          continue;
        }
        expected = from + 1;
        const before = given(base?.[from]);
        read.push(input.column(changes).whole() === 0 ? before : element.read(before, input));
      }
      return read;
    },
  };
  return list;
}

export function record<T extends object>(fields: { readonly [K in keyof T]: Codec<T[K]> }): Codec<T> {
  const names = Object.keys(fields) as (keyof T)[];
  return {
    write(value, base, out) {
      for (const name of names) fields[name].write(value[name], base?.[name], out);
    },
    read(base, input) {
      const read: Partial<T> = {};
      for (const name of names) {
        const part = fields[name].read(base?.[name], input);
        // What was left out stays left out.
        if (part !== undefined) read[name] = part;
      }
      return read as T;
    },
  };
}

/** Records told apart by the value of one field. */
export function variants<T extends object>(
  plan: ColumnPlan,
  field: keyof T,
  options: readonly { readonly value: unknown; readonly codec: Codec<T> }[],
): Codec<T> {
  const column = plan.next();
  return {
    write(value, base, out) {
      const index = options.findIndex((option) => option.value === value[field]);
      out.column(column).whole(index);
      const comparable = base !== undefined && base[field] === value[field] ? base : undefined;
      given(options[index]).codec.write(value, comparable, out);
    },
    read(base, input) {
      const option = given(options[input.column(column).whole()]);
      return option.codec.read(base !== undefined && base[field] === option.value ? base : undefined, input);
    },
  };
}

/** Throws `CutShort` where the base or the message lacks what is referred to. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new CutShort('The answer refers to something that is not in it.');
  return value;
}

/** Deep equality of plain data, with numbers as they travel. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  // Whole numbers beyond a float's are instants and sizes, which are not kept as floats.
  if (typeof a === 'number' && typeof b === 'number')
    return bitsOf(a) === bitsOf(b) && !(Number.isInteger(a) && Math.abs(a) > 2 ** 24);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isSame(a[key as keyof typeof a], b[key as keyof typeof b]));
}
