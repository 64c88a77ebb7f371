/** What acts on a workload or a namespace, part by part: the shape that every part of the answer is made in. */
import type { ReasonStep } from '@/lib/config/simulation/reasons';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface EffectiveEntry {
  /** `some`: only for a part, which `why` names. */
  readonly state: 'applies' | 'some' | 'left-out';
  readonly id: ObjectId | null;
  /** The field that decides. */
  readonly path: ObjectPath;
  /** What the object does; null = its usual line. */
  readonly what: string | null;
  /** A sentence; names in backticks. */
  readonly why: string;
}

export interface EffectiveSection {
  readonly key: string;
  readonly title: string;
  /** What comes of it, in a sentence. */
  readonly result: string;
  /** In the order in which they act; what is left out stands at the end. */
  readonly entries: readonly EffectiveEntry[];
}

export function applies(
  id: ObjectId | null,
  why: string,
  path: ObjectPath = [],
  what: string | null = null,
): EffectiveEntry {
  return { state: 'applies', id, path, what, why };
}

export function forSome(id: ObjectId | null, why: string, path: ObjectPath = []): EffectiveEntry {
  return { state: 'some', id, path, what: null, why };
}

export function leftOut(id: ObjectId | null, why: string, path: ObjectPath = []): EffectiveEntry {
  return { state: 'left-out', id, path, what: null, why };
}

/** What acts first, what does not last, each in its own order. */
export function inEffect(entries: readonly EffectiveEntry[]): readonly EffectiveEntry[] {
  return [
    ...entries.filter(({ state }) => state !== 'left-out'),
    ...entries.filter(({ state }) => state === 'left-out'),
  ];
}

/** Steps of the simulation that passed something over, as entries. */
export function skippedSteps(steps: readonly ReasonStep[]): readonly EffectiveEntry[] {
  return steps
    .filter(({ kind, object }) => kind === 'skipped' && object !== null)
    .map(({ object, text, path }) => leftOut(object, text, path));
}

/** "`a`", "`a` and `b`", "`a`, `b` and 3 more". */
export function named(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length > most + 1 ? most : most + 1).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

export function labelWords(labels: Readonly<Record<string, string>>): string {
  return named(
    Object.entries(labels).map(([name, value]) => `${name}=${value}`),
    6,
  );
}
