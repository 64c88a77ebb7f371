/** Which spans are meant: conditions that all hold, as they stand in an address. Leads from a group to its spans. */
import type { Trace } from '@/lib/traces/model/trace';
import { type GroupKey, groupKeyOf, rowReader } from './group-key';

export interface SpanCondition {
  readonly key: GroupKey;
  /** Null: the span has no such attribute. */
  readonly value: string | null;
}

/** `service=web&attribute%3Ahttp.route=%2Fcart&!attribute%3Adb.system`, to be read by `parseConditions`. */
export function writeConditions(conditions: readonly SpanCondition[]): string {
  return conditions
    .map(({ key, value }) =>
      value === null
        ? `!${encodeURIComponent(key)}`
        : `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
    )
    .join('&');
}

/** What cannot be read is left out. */
export function parseConditions(text: string): SpanCondition[] {
  return text.split('&').flatMap((part): SpanCondition[] => {
    const absent = part.startsWith('!');
    const sign = part.indexOf('=');
    if (!absent && sign < 0) return [];
    const key = groupKeyOf(decoded(absent ? part.slice(1) : part.slice(0, sign)));
    return key === null ? [] : [{ key, value: absent ? null : decoded(part.slice(sign + 1)) }];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a row meets all conditions. Values are compared as the text that they are shown as, each distinct one once. */
export function rowTest(trace: Trace, conditions: readonly SpanCondition[]): (row: number) => boolean {
  const tests = conditions.map(({ key, value }) => {
    const reader = rowReader(trace, key);
    if (value === null) return (row: number) => reader.of(row) < 0;
    const known = new Map<number, boolean>();
    return (row: number): boolean => {
      const id = reader.of(row);
      if (id < 0) return false;
      let isIt = known.get(id);
      if (isIt === undefined) {
        isIt = reader.text(id) === value;
        known.set(id, isIt);
      }
      return isIt;
    };
  });
  return (row) => tests.every((test) => test(row));
}
