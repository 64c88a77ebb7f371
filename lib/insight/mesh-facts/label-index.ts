/** Things by their labels, so that a thousand selectors do not each look at a thousand workloads. */
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import type { Labels } from './canonical-names';

export class LabelIndex<Thing> {
  readonly #labelsOf: (thing: Thing) => Labels;
  readonly #byPair = new Map<string, Thing[]>();

  /** Selectors reach things of their own namespace only. */
  constructor(
    things: Iterable<Thing>,
    namespaceOf: (thing: Thing) => string,
    labelsOf: (thing: Thing) => Labels,
  ) {
    this.#labelsOf = labelsOf;
    for (const thing of things) {
      for (const [name, value] of Object.entries(labelsOf(thing))) {
        const pair = pairOf(namespaceOf(thing), name, value);
        const known = this.#byPair.get(pair);
        if (known === undefined) this.#byPair.set(pair, [thing]);
        else known.push(thing);
      }
    }
  }

  /** In the order they were given; an empty selector finds nothing, as a Service's. */
  select(namespace: string, selector: Labels): readonly Thing[] {
    const pairs = Object.entries(selector);
    let fewest: readonly Thing[] | null = null;
    for (const [name, value] of pairs) {
      const found = this.#byPair.get(pairOf(namespace, name, value)) ?? [];
      if (fewest === null || found.length < fewest.length) fewest = found;
    }
    if (fewest === null) return [];
    return pairs.length === 1
      ? fewest
      : fewest.filter((thing) => labelsInclude(this.#labelsOf(thing), selector));
  }
}

function pairOf(namespace: string, name: string, value: string): string {
  return `${namespace}\u0000${name}\u0000${value}`;
}
