/**
 * What the mesh's configuration was, and since when. The past stays as it was: counters are sums over the
 * segments of this history, so it is kept in a file and a restarted demo counts on from the same numbers.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type ObjectValue, objectsHash } from './configuration';
import { LONGEST_LIFE_SECONDS } from './pods';
import { worldHash } from './world-hash';

export interface Segment {
  /** Unix seconds. */
  readonly fromSeconds: number;
  readonly hash: string;
  readonly objects: readonly ObjectValue[];
}

export interface History {
  readonly seed: number;
  /** The world that it was counted in, see `worldHash`; with another one its counters would jump. */
  readonly world: string;
  /** In the order of time; never empty. The first stands for all time before it, too. */
  readonly segments: readonly Segment[];
}

/** Long enough for every counter that anybody can still see. */
const KEPT_SECONDS = 2 * LONGEST_LIFE_SECONDS + 12 * 3600;

/** A history that begins `beginsSeconds` (Unix) with these objects. */
export function beginHistory(seed: number, beginsSeconds: number, objects: readonly ObjectValue[]): History {
  return {
    seed,
    world: worldHash(),
    segments: [{ fromSeconds: beginsSeconds, hash: objectsHash(objects), objects }],
  };
}

/** The history with the objects from `atSeconds` on; the same history when nothing changed. Old segments are dropped. */
export function withChange(history: History, atSeconds: number, objects: readonly ObjectValue[]): History {
  const hash = objectsHash(objects);
  const last = history.segments.at(-1);
  if (last?.hash === hash) return history;
  const kept = history.segments.filter((_segment, index) => {
    const next = history.segments[index + 1];
    return next === undefined || next.fromSeconds > atSeconds - KEPT_SECONDS;
  });
  // Time does not go back: an edit cannot lie before the one that it follows.
  const fromSeconds = Math.max(atSeconds, last?.fromSeconds ?? atSeconds);
  return { ...history, segments: [...kept, { fromSeconds, hash, objects }] };
}

/** The kept history, or null where there is none, it cannot be read, or it belongs to another world. */
export function readHistory(file: string): History | null {
  if (!existsSync(file)) return null;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isHistory(value) && value.world === worldHash() ? value : null;
  } catch {
    return null;
  }
}

/** Written beside and moved into place, so that a crash leaves the old one. */
export function writeHistory(file: string, history: History): void {
  writeFileSync(`${file}.new`, JSON.stringify(history));
  renameSync(`${file}.new`, file);
}

function isHistory(value: unknown): value is History {
  if (typeof value !== 'object' || value === null) return false;
  if (!('seed' in value) || typeof value.seed !== 'number') return false;
  if (!('world' in value) || typeof value.world !== 'string') return false;
  return 'segments' in value && Array.isArray(value.segments) && value.segments.length > 0;
}
