/** What two traces say differently: the attributes of two spans that belong together, and the same over all pairs. */
import { attributesOf, resourceOf } from '@/lib/traces/model/read-row';
import type { AttributeValue } from '@/lib/traces/model/span';
import { nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import type { Alignment } from './align';

/** A key whose values differ; undefined where one side has not got it. */
export interface AttributeDifference {
  readonly key: string;
  readonly scope: 'span' | 'resource';
  readonly a: AttributeValue | undefined;
  readonly b: AttributeValue | undefined;
}

/** Differences of the attributes and resources of two spans, by key. */
export function attributeDifferences(
  a: Trace,
  rowA: number,
  b: Trace,
  rowB: number,
): readonly AttributeDifference[] {
  return [
    ...differences('span', attributesOf(a, rowA), attributesOf(b, rowB)),
    ...differences('resource', resourceOf(a, rowA), resourceOf(b, rowB)),
  ];
}

type Attributes = Readonly<Record<string, AttributeValue>>;

function differences(scope: 'span' | 'resource', a: Attributes, b: Attributes): AttributeDifference[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return keys.flatMap((key): AttributeDifference[] => {
    const own = Object.hasOwn(a, key) ? a[key] : undefined;
    const other = Object.hasOwn(b, key) ? b[key] : undefined;
    return same(own, other) ? [] : [{ key, scope, a: own, b: other }];
  });
}

function same(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** One difference as it occurs in several pairs of spans. */
export interface RepeatedDifference extends AttributeDifference {
  /** Pairs of spans in which it occurs. */
  readonly pairs: number;
  /** The operation that has it most often. */
  readonly service: string;
  readonly name: string;
  /** The first merged row that has it. */
  readonly row: number;
}

/** Values that differ from span to span (ids, times) in every trace: they explain nothing. */
const IDENTIFIERS =
  /(^|[._-])(id|guid|uuid|timestamp|time|pid|port|thread|nanos)$|request[-_.]?id|trace[-_.]?id|span[-_.]?id|^peer\.(address|ipv4|ipv6)$|^net(work)?\.(peer|sock|host)|^thread\.|^client\.(address|port)/i;

/**
 * Differences over all pairs, the most frequent first. A key that differs in most pairs that have it by another pair of
 * values each time (an id, a time) is left out: it tells spans apart, not traces.
 */
export function repeatedDifferences(a: Trace, b: Trace, alignment: Alignment): readonly RepeatedDifference[] {
  const found = new Map<string, Counted>();
  const perKey = new Map<string, { pairs: number; readonly values: Set<string> }>();
  for (let row = 0; row < alignment.count; row += 1) {
    const rowA = alignment.a[row] ?? -1;
    const rowB = alignment.b[row] ?? -1;
    if (rowA < 0 || rowB < 0) continue;
    for (const difference of attributeDifferences(a, rowA, b, rowB)) {
      if (IDENTIFIERS.test(difference.key)) continue;
      count(found, difference, row, serviceOf(b, rowB), nameOf(b, rowB));
      const key = `${difference.scope}\n${difference.key}`;
      const seen = perKey.get(key) ?? { pairs: 0, values: new Set<string>() };
      seen.pairs += 1;
      seen.values.add(JSON.stringify([difference.a, difference.b]));
      perKey.set(key, seen);
    }
  }
  return [...found.values()]
    .filter(({ difference: { key, scope } }) => {
      const seen = perKey.get(`${scope}\n${key}`);
      return seen === undefined || seen.pairs < 4 || seen.values.size <= seen.pairs / 2;
    })
    .map(({ difference, pairs, row, operations }): RepeatedDifference => {
      const [most] = [...operations.values()].sort((x, y) => y.count - x.count);
      return { ...difference, pairs, row, service: most?.service ?? '', name: most?.name ?? '' };
    })
    .sort((x, y) => y.pairs - x.pairs || x.key.localeCompare(y.key));
}

interface Counted {
  readonly difference: AttributeDifference;
  pairs: number;
  readonly row: number;
  readonly operations: Map<string, { readonly service: string; readonly name: string; count: number }>;
}

function count(
  found: Map<string, Counted>,
  difference: AttributeDifference,
  row: number,
  service: string,
  name: string,
): void {
  const key = JSON.stringify([difference.scope, difference.key, difference.a, difference.b]);
  let counted = found.get(key);
  if (counted === undefined) {
    counted = { difference, pairs: 0, row, operations: new Map() };
    found.set(key, counted);
  }
  counted.pairs += 1;
  const operation = counted.operations.get(`${service}\n${name}`) ?? { service, name, count: 0 };
  operation.count += 1;
  counted.operations.set(`${service}\n${name}`, operation);
}
