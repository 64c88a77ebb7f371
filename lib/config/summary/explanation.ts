/**
 * An object in plain words. Names of the mesh stand in backticks, so that they can be set apart on screen;
 * every statement carries the path of the field that says so.
 */
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface Statement {
  readonly text: string;
  readonly path: ObjectPath;
}

export interface ExplanationSection {
  readonly title: string;
  readonly statements: readonly Statement[];
}

export interface Explanation {
  /** One sentence that says what the object is for. */
  readonly headline: string;
  readonly sections: readonly ExplanationSection[];
  /** The shortest form, for a line in a list. No backticks. */
  readonly line: string;
}

/** `` `a`, `b` and `c` ``. */
export function listed(names: readonly string[], join = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} ${join} ${last}`;
}

/** `80 %`, without digits that say nothing. */
export function shareText(share: number): string {
  const percent = share * 100;
  return `${Number(percent.toPrecision(3))} %`;
}

/** `2 s`, `500 ms`, `10 min`. */
export function secondsText(seconds: number): string {
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(3))} ms`;
  return seconds % 60 === 0 && seconds >= 120 ? `${seconds / 60} min` : `${Number(seconds.toPrecision(4))} s`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
