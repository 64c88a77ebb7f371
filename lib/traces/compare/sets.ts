/**
 * Two sets of traces (normal and slow, fine and failed, version A and B, before and after a moment): what is found in
 * one more often than in the other, by how many traces have it (./set-features) and how likely chance is (./chance).
 */
import type { Trace } from '@/lib/traces/model/trace';
import { corrected, fisherExact } from './chance';
import { type Feature, featuresOf, SlowLimits } from './set-features';

export interface FeatureDifference extends Feature {
  /** Traces that have it. */
  readonly a: number;
  readonly b: number;
  /** Shares of the sets, 0..1. */
  readonly shareA: number;
  readonly shareB: number;
  /** Probability of such a difference by chance, corrected for all features that were looked at, 0..1. */
  readonly chance: number;
  /** A trace that has it, of the set in which it is more frequent. */
  readonly example: string;
}

export interface SetComparison {
  readonly sizeA: number;
  readonly sizeB: number;
  /** Features that were looked at; those with almost as many values as traces are not. */
  readonly features: number;
  /** Most telling first: only where chance is unlikely (`MOST_CHANCE`). */
  readonly differences: readonly FeatureDifference[];
}

/** Differences that chance explains with more probability than this are not told. */
export const MOST_CHANCE = 0.05;
/** An attribute with more different values than this says who, not what. */
const MOST_VALUES = 50;

/** The usual set is a, the other b. A trace that is in both counts in both. */
export function compareSets(a: readonly Trace[], b: readonly Trace[]): SetComparison {
  const limits = new SlowLimits();
  for (const trace of [...a, ...b]) limits.add(trace);
  const counter = new SetCounter(limits.finish());
  for (const trace of a) counter.add(trace, 'a');
  for (const trace of b) counter.add(trace, 'b');
  return counter.finish();
}

interface Seen {
  readonly feature: Feature;
  a: number;
  b: number;
  exampleA: string | null;
  exampleB: string | null;
}

/** Takes the traces one by one, so that whoever has many can pause between them. */
export class SetCounter {
  readonly #limits: ReadonlyMap<string, number>;
  readonly #seen = new Map<string, Seen>();
  readonly #sizes = { a: 0, b: 0 };

  /** `limits`: of `SlowLimits` over all traces of both sets. */
  constructor(limits: ReadonlyMap<string, number>) {
    this.#limits = limits;
  }

  add(trace: Trace, side: 'a' | 'b'): void {
    this.#sizes[side] += 1;
    for (const [key, feature] of featuresOf(trace, this.#limits)) {
      let known = this.#seen.get(key);
      if (known === undefined) {
        known = { feature, a: 0, b: 0, exampleA: null, exampleB: null };
        this.#seen.set(key, known);
      }
      known[side] += 1;
      if (side === 'a') known.exampleA ??= trace.traceId;
      else known.exampleB ??= trace.traceId;
    }
  }

  finish(): SetComparison {
    const { a: sizeA, b: sizeB } = this.#sizes;
    const looked = withoutIdentifiers([...this.#seen.values()]);
    const chances = corrected(looked.map(({ a, b }) => fisherExact(a, sizeA, b, sizeB)));
    const differences = looked
      .map((seen, at) => differenceOf(seen, sizeA, sizeB, chances[at] ?? 1))
      .filter(({ chance }) => chance <= MOST_CHANCE)
      .sort(mostTellingFirst);
    return { sizeA, sizeB, features: looked.length, differences };
  }
}

function differenceOf(
  { feature, a, b, exampleA, exampleB }: Seen,
  sizeA: number,
  sizeB: number,
  chance: number,
): FeatureDifference {
  const shareA = sizeA === 0 ? 0 : a / sizeA;
  const shareB = sizeB === 0 ? 0 : b / sizeB;
  const example = (shareA > shareB ? exampleA : exampleB) ?? '';
  return { ...feature, a, b, shareA, shareB, chance, example };
}

function mostTellingFirst(x: FeatureDifference, y: FeatureDifference): number {
  return (
    x.chance - y.chance ||
    Math.abs(y.shareB - y.shareA) - Math.abs(x.shareB - x.shareA) ||
    // What the second set has more of before its mirror image.
    y.shareB - x.shareB ||
    (x.key ?? x.name ?? '').localeCompare(y.key ?? y.name ?? '')
  );
}

/** Without attributes that have another value in nearly every trace: ids, times, addresses. */
function withoutIdentifiers(features: readonly Seen[]): readonly Seen[] {
  const values = new Map<string, number>();
  const keyOf = ({ kind, service, key }: Feature) => `${kind}\n${service ?? ''}\n${key}`;
  for (const { feature } of features) {
    if (feature.key !== null) values.set(keyOf(feature), (values.get(keyOf(feature)) ?? 0) + 1);
  }
  return features.filter(
    ({ feature }) => feature.key === null || (values.get(keyOf(feature)) ?? 0) <= MOST_VALUES,
  );
}
