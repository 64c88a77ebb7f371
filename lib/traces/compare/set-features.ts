/**
 * What is counted of the traces of two sets: an attribute with its value, an operation that occurs, fails or takes long.
 * Each counts once a trace.
 */
import { resourceOf, valueAt } from '@/lib/traces/model/read-row';
import { FAILED, hasFlag, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';

export const FEATURE_KINDS = ['attribute', 'resource', 'operation', 'failed', 'slow'] as const;
export type FeatureKind = (typeof FEATURE_KINDS)[number];

export interface Feature {
  readonly kind: FeatureKind;
  /** Of an operation and a resource; null for attributes. */
  readonly service: string | null;
  readonly name: string | null;
  /** Of an attribute or a resource. */
  readonly key: string | null;
  readonly value: string | null;
  /** Of a slow operation: longer than this, ns (90 % of all traces that have it take less). */
  readonly overNs: number | null;
}

const LONGEST_VALUE = 200;
/** What is slow is slower than this share of all. */
const SLOW_QUANTILE = 0.9;
/** Below this many traces with an operation nobody can say what is slow. */
const FEWEST_FOR_SLOW = 10;

/** Of all traces of both sets: from which duration on an operation is slow. */
export class SlowLimits {
  readonly #durations = new Map<string, number[]>();

  add(trace: Trace): void {
    for (const [operation, longest] of longestByOperation(trace)) {
      const list = this.#durations.get(operation);
      if (list === undefined) this.#durations.set(operation, [longest]);
      else list.push(longest);
    }
  }

  /** ns, by operation. */
  finish(): ReadonlyMap<string, number> {
    const limits = new Map<string, number>();
    for (const [operation, list] of this.#durations) {
      if (list.length < FEWEST_FOR_SLOW) continue;
      list.sort((x, y) => x - y);
      limits.set(operation, list[Math.floor(SLOW_QUANTILE * (list.length - 1))] ?? 0);
    }
    return limits;
  }
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

/** Each feature of a trace once, by a key that is equal in every trace that has it. */
export function featuresOf(trace: Trace, limits: ReadonlyMap<string, number>): ReadonlyMap<string, Feature> {
  const found = new Map<string, Feature>();
  const add = (feature: Feature): void => {
    const { kind, service, name, key, value } = feature;
    found.set(`${kind}\0${service}\0${name}\0${key}\0${value}`, feature);
  };
  addOperations(trace, limits, add);
  addAttributes(trace, add);
  addResources(trace, add);
  return found;
}

type Add = (feature: Feature) => void;

function addOperations(trace: Trace, limits: ReadonlyMap<string, number>, add: Add): void {
  for (const [operation, longest] of longestByOperation(trace)) {
    const [service = '', name = ''] = operation.split('\n');
    add({ ...BLANK, kind: 'operation', service, name });
    const overNs = limits.get(operation);
    if (overNs !== undefined && longest > overNs) add({ ...BLANK, kind: 'slow', service, name, overNs });
  }
  for (let row = 0; row < trace.count; row += 1) {
    if (!hasFlag(trace, row, FAILED)) continue;
    add({ ...BLANK, kind: 'failed', service: serviceOf(trace, row), name: nameOf(trace, row) });
  }
}

function addAttributes(trace: Trace, add: Add): void {
  const { key: keys, value: values } = trace.attributes;
  const pairs = new Set<number>();
  for (let at = 0; at < keys.length; at += 1) {
    const pair = (keys[at] ?? 0) * 2 ** 31 + (values[at] ?? 0);
    if (pairs.has(pair)) continue;
    pairs.add(pair);
    const value = shortText(valueAt(trace, values[at] ?? -1));
    const key = trace.keys[keys[at] ?? -1] ?? '';
    if (value !== null) add({ ...BLANK, kind: 'attribute', key, value });
  }
}

function addResources(trace: Trace, add: Add): void {
  const seen = new Set<number>();
  for (let row = 0; row < trace.count; row += 1) {
    const own = (trace.resource[row] ?? 0) * 2 ** 20 + (trace.service[row] ?? 0);
    if (seen.has(own)) continue;
    seen.add(own);
    for (const [key, written] of Object.entries(resourceOf(trace, row))) {
      const value = shortText(written);
      if (value !== null) add({ ...BLANK, kind: 'resource', service: serviceOf(trace, row), key, value });
    }
  }
}

/** Null for what nobody would compare. */
function shortText(value: unknown): string | null {
  if (value === null || typeof value === 'object') return null;
  const text = String(value);
  return text.length > LONGEST_VALUE ? null : text;
}
