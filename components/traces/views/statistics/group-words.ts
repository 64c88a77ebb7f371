/** What groups of spans are called on screen. */
import type { GroupKey } from '@/lib/traces/span-groups/group-key';

const FIELDS: Readonly<Record<string, string>> = {
  service: 'Service',
  operation: 'Operation',
  kind: 'Kind',
  status: 'Status',
};

/** "Service", `http.route`, "pod (resource)". */
export function keyWords(key: GroupKey): string {
  if (key.startsWith('attribute:')) return key.slice('attribute:'.length);
  if (key.startsWith('resource:')) return `${key.slice('resource:'.length)} (resource)`;
  return FIELDS[key] ?? key;
}

/** The value of a group, or that it has none. */
export function valueWords(key: GroupKey, value: string | null): string {
  return value === null ? `Without ${keyWords(key)}` : value === '' ? '(empty)' : value;
}
