/**
 * Two sets of traces (slow and normal, failed and fine, version A and B, before and after a moment): what is found in
 * one more often than in the other. A feature counts once a trace: an attribute with its value, an operation that
 * occurs, fails or takes long. How likely a difference of that size would be by chance alone is Fisher's exact test,
 * and as many features are looked at together, its probabilities are corrected by Benjamini and Hochberg's procedure
 * (Journal of the Royal Statistical Society B 57, 1995).
 */
import { resourceOf, valueAt } from '@/lib/traces/model/read-row';
import { FAILED, hasFlag, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';

export type FeatureKind = 'attribute' | 'resource' | 'operation' | 'failed' | 'slow';

export interface Feature {
  readonly kind: FeatureKind;
  /** Of an operation; null for attributes. */
  readonly service: string | null;
  readonly name: string | null;
  /** Of an attribute. */
  readonly key: string | null;
  readonly value: string | null;
  /** Of a slow operation: longer than this, ns (90 % of all traces that have it take less). */
  readonly overNs: number | null;
}

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
  readonly looked: number;
  /** Most telling first: only where chance is unlikely (`MOST_CHANCE`). */
  readonly differences: readonly FeatureDifference[];
}

/** Differences that chance explains with more probability than this are not told. */
export const MOST_CHANCE = 0.05;
/** An attribute with more different values than this says who, not what. */
const MOST_VALUES = 50;
const LONGEST_VALUE = 200;
/** What is slow is slower than this share of all. */
const SLOW_QUANTILE = 0.9;
/** Below this many traces with an operation nobody can say what is slow. */
const FEWEST_FOR_SLOW = 10;

/** The first set is a, the second b. A trace that is in both counts in both. */
export function compareSets(a: readonly Trace[], b: readonly Trace[]): SetComparison {
  const limits = slowLimits([...a, ...b]);
  const seen = new Map<string, Seen>();
  for (const trace of a) addFeatures(seen, trace, 'a', limits);
  for (const trace of b) addFeatures(seen, trace, 'b', limits);
  const looked = withoutIdentifiers([...seen.values()]);
  const chances = corrected(looked.map(({ a: inA, b: inB }) => fisherExact(inA, a.length, inB, b.length)));
  const differences = looked
    .map(({ feature, a: inA, b: inB, exampleA, exampleB }, index): FeatureDifference => {
      const shareA = a.length === 0 ? 0 : inA / a.length;
      const shareB = b.length === 0 ? 0 : inB / b.length;
      return {
        ...feature,
        a: inA,
        b: inB,
        shareA,
        shareB,
        chance: chances[index] ?? 1,
        example: (shareA > shareB ? exampleA : exampleB) ?? '',
      };
    })
    .filter(({ chance }) => chance <= MOST_CHANCE)
    .sort(
      (x, y) =>
        x.chance - y.chance ||
        Math.abs(y.shareA - y.shareB) - Math.abs(x.shareA - x.shareB) ||
        // What the first set has more of before its mirror image.
        y.shareA - x.shareA ||
        (x.key ?? x.name ?? '').localeCompare(y.key ?? y.name ?? ''),
    );
  return { sizeA: a.length, sizeB: b.length, looked: looked.length, differences };
}

interface Seen {
  readonly feature: Feature;
  a: number;
  b: number;
  exampleA: string | null;
  exampleB: string | null;
}

/** By operation: the duration that is slow, ns. */
function slowLimits(traces: readonly Trace[]): ReadonlyMap<string, number> {
  const durations = new Map<string, number[]>();
  for (const trace of traces) {
    for (const [operation, longest] of longestByOperation(trace)) {
      const list = durations.get(operation);
      if (list === undefined) durations.set(operation, [longest]);
      else list.push(longest);
    }
  }
  const limits = new Map<string, number>();
  for (const [operation, list] of durations) {
    if (list.length < FEWEST_FOR_SLOW) continue;
    list.sort((x, y) => x - y);
    limits.set(operation, list[Math.floor(SLOW_QUANTILE * (list.length - 1))] ?? 0);
  }
  return limits;
}

function longestByOperation(trace: Trace): Map<string, number> {
  const found = new Map<string, number>();
  for (let row = 0; row < trace.count; row += 1) {
    const operation = `${serviceOf(trace, row)}\n${nameOf(trace, row)}`;
    found.set(operation, Math.max(found.get(operation) ?? 0, trace.durationNs[row] ?? 0));
  }
  return found;
}

const BLANK: Omit<Feature, 'kind'> = { service: null, name: null, key: null, value: null, overNs: null };

function addFeatures(
  seen: Map<string, Seen>,
  trace: Trace,
  side: 'a' | 'b',
  limits: ReadonlyMap<string, number>,
): void {
  for (const [key, feature] of featuresOf(trace, limits)) {
    let known = seen.get(key);
    if (known === undefined) {
      known = { feature, a: 0, b: 0, exampleA: null, exampleB: null };
      seen.set(key, known);
    }
    known[side] += 1;
    if (side === 'a') known.exampleA ??= trace.traceId;
    else known.exampleB ??= trace.traceId;
  }
}

function featuresOf(trace: Trace, limits: ReadonlyMap<string, number>): Map<string, Feature> {
  const found = new Map<string, Feature>();
  const add = (feature: Feature): void => {
    found.set(
      JSON.stringify([feature.kind, feature.service, feature.name, feature.key, feature.value]),
      feature,
    );
  };
  for (const [operation, longest] of longestByOperation(trace)) {
    const [service = '', name = ''] = operation.split('\n');
    add({ ...BLANK, kind: 'operation', service, name });
    const overNs = limits.get(operation);
    if (overNs !== undefined && longest > overNs) add({ ...BLANK, kind: 'slow', service, name, overNs });
  }
  const pairs = new Set<number>();
  for (let row = 0; row < trace.count; row += 1) {
    if (hasFlag(trace, row, FAILED)) {
      add({ ...BLANK, kind: 'failed', service: serviceOf(trace, row), name: nameOf(trace, row) });
    }
    const { offset, key, value } = trace.attributes;
    for (let at = offset[row] ?? 0; at < (offset[row + 1] ?? 0); at += 1) {
      const pair = (key[at] ?? 0) * 2 ** 31 + (value[at] ?? 0);
      if (pairs.has(pair)) continue;
      pairs.add(pair);
      const text = shortText(valueAt(trace, value[at] ?? -1));
      if (text !== null)
        add({ ...BLANK, kind: 'attribute', key: trace.keys[key[at] ?? -1] ?? '', value: text });
    }
  }
  for (let row = 0; row < trace.count; row += 1) {
    for (const [key, value] of Object.entries(resourceOf(trace, row))) {
      const text = shortText(value);
      if (text !== null)
        add({ ...BLANK, kind: 'resource', service: serviceOf(trace, row), key, value: text });
    }
  }
  return found;
}

/** Null for what nobody would compare. */
function shortText(value: unknown): string | null {
  if (value === null || typeof value === 'object') return null;
  const text = String(value);
  return text.length > LONGEST_VALUE ? null : text;
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

/**
 * Two-sided probability of a table at least as uneven, with `hitsA` of `sizeA` and `hitsB` of `sizeB`.
 */
export function fisherExact(hitsA: number, sizeA: number, hitsB: number, sizeB: number): number {
  const hits = hitsA + hitsB;
  const all = sizeA + sizeB;
  if (sizeA === 0 || sizeB === 0 || hits === 0 || hits === all) return 1;
  const logOf = (inA: number): number =>
    logChoose(sizeA, inA) + logChoose(sizeB, hits - inA) - logChoose(all, hits);
  const own = logOf(hitsA);
  let sum = 0;
  const from = Math.max(0, hits - sizeB);
  const to = Math.min(sizeA, hits);
  for (let inA = from; inA <= to; inA += 1) {
    const log = logOf(inA);
    // Equal but for rounding counts as equal.
    if (log <= own + 1e-7) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next += 1) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[n] ?? 0;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Benjamini and Hochberg's correction: in the order given. */
export function corrected(chances: readonly number[]): readonly number[] {
  const order = chances.map((_, index) => index).sort((x, y) => (chances[y] ?? 0) - (chances[x] ?? 0));
  const found = new Array<number>(chances.length).fill(1);
  let least = 1;
  order.forEach((index, position) => {
    const rank = chances.length - position;
    least = Math.min(least, ((chances[index] ?? 1) * chances.length) / rank);
    found[index] = least;
  });
  return found;
}
