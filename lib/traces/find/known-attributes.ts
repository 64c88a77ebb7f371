/** Which attributes the traces at hand have, with their most frequent values: for completion. */
import type { KnownAttribute } from '@/lib/traces/language/complete';
import { valueText } from '@/lib/traces/model/read-row';
import type { Trace } from '@/lib/traces/model/trace';

const MOST_KEYS = 80;
const MOST_VALUES = 12;
/** An attribute with more different values than this says who, not what: its values are not kept. */
const MOST_DIFFERENT = 200;
const LONGEST_VALUE = 120;

interface Counted {
  readonly key: string;
  readonly level: KnownAttribute['level'];
  traces: number;
  readonly values: Map<string, number>;
}

export class AttributeCollector {
  readonly #known = new Map<string, Counted>();

  add(trace: Trace): void {
    const { key, value } = trace.attributes;
    const pairs = new Map<number, Set<number>>();
    for (let at = 0; at < key.length; at += 1) {
      const keyId = key[at] ?? 0;
      const values = pairs.get(keyId) ?? new Set<number>();
      if (values.size < MOST_VALUES) values.add(value[at] ?? 0);
      pairs.set(keyId, values);
    }
    for (const [keyId, ids] of pairs) {
      this.#count('span', trace.keys[keyId] ?? '', [...ids], (id) => valueText(trace, id));
    }
    for (const resource of trace.resources) {
      for (const [name, own] of Object.entries(resource)) {
        this.#count('resource', name, [own], (one) => (typeof one === 'string' ? one : JSON.stringify(one)));
      }
    }
  }

  finish(): KnownAttribute[] {
    return [...this.#known.values()]
      .sort((a, b) => b.traces - a.traces || a.key.localeCompare(b.key, 'en'))
      .slice(0, MOST_KEYS)
      .map(({ key, level, values }) => ({
        key,
        level,
        values: values.size >= MOST_DIFFERENT ? [] : mostFrequent(values),
      }));
  }

  #count<T>(level: Counted['level'], key: string, values: readonly T[], textOf: (value: T) => string): void {
    const id = `${level} ${key}`;
    let known = this.#known.get(id);
    if (known === undefined) {
      known = { key, level, traces: 0, values: new Map() };
      this.#known.set(id, known);
    }
    known.traces += 1;
    if (known.values.size >= MOST_DIFFERENT) return;
    for (const value of values) {
      const text = textOf(value);
      if (text.length <= LONGEST_VALUE) known.values.set(text, (known.values.get(text) ?? 0) + 1);
    }
  }
}

function mostFrequent(values: ReadonlyMap<string, number>): string[] {
  return [...values]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([text]) => text);
}
