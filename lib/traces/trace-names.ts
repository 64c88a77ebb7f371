/** The names in a trace, for completing what is looked for in it: services, operations, attributes and their values. */
import type { KnownAttribute, QueryContext } from './language/complete';
import { keyIdOf, valueText } from './model/read-row';
import type { Trace } from './model/trace';

/** A list of more than this helps nobody. */
const MOST_OPERATIONS = 5000;
const MOST_VALUES = 300;
const LONGEST_VALUE = 120;

export interface TraceNames extends QueryContext {
  /** Keys of attributes, of spans and of their resources. */
  readonly keys: readonly string[];
  /** The values of an attribute as texts, the most frequent first. */
  valuesOf(key: string): readonly string[];
}

export function traceNames(trace: Trace): TraceNames {
  const own = ownKeys(trace);
  const ofResources = [...new Set(trace.resources.flatMap((resource) => Object.keys(resource)))];
  const known = new Map<string, string[]>();
  const valuesOf = (key: string): string[] => {
    let values = known.get(key);
    if (values === undefined) {
      values = valuesIn(trace, key);
      known.set(key, values);
    }
    return values;
  };
  const attributeOf =
    (level: KnownAttribute['level']) =>
    (key: string): KnownAttribute => ({
      key,
      level,
      // Looked for when they are asked for: a pass over all attributes.
      get values() {
        return valuesOf(key);
      },
    });
  return {
    services: trace.services,
    operations: trace.names.slice(0, MOST_OPERATIONS),
    attributes: [...own.map(attributeOf('span')), ...ofResources.map(attributeOf('resource'))],
    keys: [...new Set([...own, ...ofResources])],
    valuesOf,
  };
}

/** Keys that spans have themselves; `trace.keys` holds those of events and links too. */
function ownKeys(trace: Trace): string[] {
  const uses = new Int32Array(trace.keys.length);
  for (const key of trace.attributes.key) uses[key] = (uses[key] ?? 0) + 1;
  return trace.keys.filter((_, key) => (uses[key] ?? 0) > 0);
}

function valuesIn(trace: Trace, key: string): string[] {
  const counts = new Map<number, number>();
  const keyId = keyIdOf(trace, key);
  const { key: keys, value: values } = trace.attributes;
  for (let at = 0; keyId >= 0 && at < keys.length; at += 1) {
    if (keys[at] !== keyId) continue;
    const value = values[at] ?? 0;
    const before = counts.get(value);
    if (before !== undefined) counts.set(value, before + 1);
    else if (counts.size < MOST_VALUES) counts.set(value, 1);
  }
  const ofSpans = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => valueText(trace, value));
  const ofResources = trace.resources.flatMap((resource) => {
    const value = resource[key];
    if (value === undefined) return [];
    return [typeof value === 'string' ? value : JSON.stringify(value)];
  });
  return [...new Set([...ofSpans, ...ofResources])].filter((text) => text.length <= LONGEST_VALUE);
}
