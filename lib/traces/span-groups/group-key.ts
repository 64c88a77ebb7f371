/**
 * By what the spans of a trace are put together: their service, operation, kind or status, or any attribute of theirs or of
 * their resource. Values are compared by number; each distinct one is read once.
 */
import { keyIdOf, valueIdOf, valueText } from '@/lib/traces/model/read-row';
import { SPAN_KINDS, SPAN_STATUSES } from '@/lib/traces/model/span';
import type { Trace } from '@/lib/traces/model/trace';

/** `attribute:<key>` is an attribute of the span, `resource:<key>` one of what sent it. */
export type GroupKey =
  | 'service'
  | 'operation'
  | 'kind'
  | 'status'
  | `attribute:${string}`
  | `resource:${string}`;

const FIELDS = ['service', 'operation', 'kind', 'status'] as const;

/** Null where the text is none. */
export function groupKeyOf(text: string): GroupKey | null {
  const field = FIELDS.find((name) => name === text);
  if (field !== undefined) return field;
  return /^(attribute|resource):./.test(text) ? (text as `attribute:${string}`) : null;
}

/** Every key by which the spans of a trace can be told apart: fields first, then attributes by name. */
export function groupKeysOf(trace: Trace): GroupKey[] {
  const own = new Set<number>();
  for (const key of trace.attributes.key) own.add(key);
  const attributes = [...own].map((id) => trace.keys[id] ?? '').sort((a, b) => a.localeCompare(b, 'en'));
  const resource = [...new Set(trace.resources.flatMap((one) => Object.keys(one)))];
  return [
    ...FIELDS,
    ...attributes.filter((key) => key !== '').map((key): GroupKey => `attribute:${key}`),
    ...resource
      .filter((key) => key !== '')
      .sort((a, b) => a.localeCompare(b, 'en'))
      .map((key): GroupKey => `resource:${key}`),
  ];
}

/** Says of each row which value it has. */
export interface RowReader {
  /** A number that is the same for equal values; −1 where the row has none. */
  of(row: number): number;
  /** The value behind a number. */
  text(id: number): string;
}

export function rowReader(trace: Trace, key: GroupKey): RowReader {
  switch (key) {
    case 'service':
      return { of: (row) => trace.service[row] ?? -1, text: (id) => trace.services[id] ?? '' };
    case 'operation':
      return { of: (row) => trace.name[row] ?? -1, text: (id) => trace.names[id] ?? '' };
    case 'kind':
      return { of: (row) => trace.kind[row] ?? 0, text: (id) => SPAN_KINDS[id] ?? '' };
    case 'status':
      return { of: (row) => trace.status[row] ?? 0, text: (id) => SPAN_STATUSES[id] ?? '' };
  }
  if (key.startsWith('resource:')) return resourceReader(trace, key.slice('resource:'.length));
  const keyId = keyIdOf(trace, key.slice('attribute:'.length));
  return {
    of: (row) => (keyId < 0 ? -1 : valueIdOf(trace, row, keyId)),
    text: (id) => valueText(trace, id),
  };
}

/** Resources are few, but several may have the same value. */
function resourceReader(trace: Trace, key: string): RowReader {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const ids = trace.resources.map((resource) => {
    const value = Object.hasOwn(resource, key) ? resource[key] : undefined;
    if (value === undefined) return -1;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    let id = known.get(text);
    if (id === undefined) {
      id = texts.length;
      known.set(text, id);
      texts.push(text);
    }
    return id;
  });
  return { of: (row) => ids[trace.resource[row] ?? -1] ?? -1, text: (id) => texts[id] ?? '' };
}
