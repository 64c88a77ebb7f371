/** Which entry of a list became which of another, so that each keeps its own lines and comments. */
import { isFields } from '@/lib/config/simulation/read/fields';

/** For each entry of `next` the index of the entry of `before` that it was; null = new. */
export function pairItems(before: readonly unknown[], next: readonly unknown[]): readonly (number | null)[] {
  const pairs: (number | null)[] = next.map(() => null);
  const free = new Set(before.keys());
  takeEqual(before, next, pairs, free);
  const candidates = [...pairs.keys()]
    .filter((at) => pairs[at] === null)
    .flatMap((at) =>
      [...free].map((from) => ({
        at,
        from,
        score: likeness(before[from], next[at]) - Math.abs(at - from) * NEARNESS,
      })),
    )
    .filter(({ score }) => score > LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score);
  for (const { at, from } of candidates) {
    if (pairs[at] !== null || !free.has(from)) continue;
    pairs[at] = from;
    free.delete(from);
  }
  return pairs;
}

/** Of two that are alike, the one at the same place. */
const NEARNESS = 0.001;
const LEAST_LIKENESS = 0.4;

function takeEqual(
  before: readonly unknown[],
  next: readonly unknown[],
  pairs: (number | null)[],
  free: Set<number>,
): void {
  const known = new Map<string, number[]>();
  for (const [from, entry] of before.entries()) {
    const key = JSON.stringify(entry) ?? '';
    known.set(key, [...(known.get(key) ?? []), from]);
  }
  for (const [at, entry] of next.entries()) {
    const from = known.get(JSON.stringify(entry) ?? '')?.shift();
    if (from === undefined) continue;
    pairs[at] = from;
    free.delete(from);
  }
}

/** The share of fields and values that both have, 0 to 1; the same name is what counts most. */
function likeness(a: unknown, b: unknown): number {
  if (!isFields(a) || !isFields(b)) return 0;
  if (typeof a.name === 'string' && a.name === b.name) return 1;
  const left = leaves(a);
  const right = leaves(b);
  const shared = [...left].filter((leaf) => right.has(leaf)).length;
  return (2 * shared) / Math.max(1, left.size + right.size);
}

function leaves(value: unknown, path = '', into = new Set<string>()): Set<string> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) leaves(entry, `${path}/${key}`, into);
  } else into.add(path).add(`${path}=${String(value)}`);
  return into;
}
