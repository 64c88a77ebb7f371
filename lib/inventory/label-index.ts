/** Things by their labels, so that a thousand selectors do not each look at a thousand workloads. */
import type { Labels } from './canonical-names';

interface Labelled<Thing> {
  readonly thing: Thing;
  /** Read once, however many selectors look at them. */
  readonly labels: Labels;
}

export class LabelIndex<Thing> {
  readonly #byPair = new Map<string, Labelled<Thing>[]>();

  /** Selectors reach things of their own namespace only. */
  constructor(
    things: Iterable<Thing>,
    namespaceOf: (thing: Thing) => string,
    labelsOf: (thing: Thing) => Labels,
  ) {
    for (const thing of things) {
      const entry = { thing, labels: labelsOf(thing) };
      const namespace = namespaceOf(thing);
      for (const [name, value] of Object.entries(entry.labels)) {
        const pair = pairOf(namespace, name, value);
        const known = this.#byPair.get(pair);
        if (known === undefined) this.#byPair.set(pair, [entry]);
        else known.push(entry);
      }
    }
  }

  /** In the order they were given; an empty selector finds nothing, as a Service's. */
  select(namespace: string, selector: Labels): readonly Thing[] {
    let fewest: readonly Labelled<Thing>[] | null = null;
    for (const [name, value] of Object.entries(selector)) {
      const found = this.#byPair.get(pairOf(namespace, name, value)) ?? [];
      if (fewest === null || found.length < fewest.length) fewest = found;
    }
    return (fewest ?? []).flatMap(({ thing, labels }) => (labelsInclude(labels, selector) ? [thing] : []));
  }
}

function pairOf(namespace: string, name: string, value: string): string {
  return `${namespace}\u0000${name}\u0000${value}`;
}

function labelsInclude(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}
