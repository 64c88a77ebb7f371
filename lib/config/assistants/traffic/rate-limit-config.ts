/**
 * The file of the rate limit service: a domain with descriptors and how many requests each may have.
 * https://github.com/envoyproxy/ratelimit#configuration
 */
import { rewriteText } from '@/lib/config/assistants/text/rewrite-text';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  isFields,
  numberAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import { readYaml } from '@/lib/config/yaml/read-yaml';

export const UNITS = ['second', 'minute', 'hour', 'day'] as const;
export type LimitUnit = (typeof UNITS)[number];

export interface Limit {
  readonly key: string;
  /** Empty = each value by itself. */
  readonly value: string;
  readonly requests: number;
  readonly unit: LimitUnit;
}

function read(text: string): Fields {
  const reading = readYaml(text);
  return reading.kind === 'value' && isFields(reading.value) ? reading.value : {};
}

/** The limit that holds for a descriptor; null where there is none. */
export function limitIn(text: string, key: string, value: string): Pick<Limit, 'requests' | 'unit'> | null {
  const found = fieldsListAt(read(text), 'descriptors').find((entry) => isFor(entry, key, value));
  const limit = fieldsAt(found ?? {}, 'rate_limit');
  const requests = numberAt(limit, 'requests_per_unit');
  const unit = UNITS.find((known) => known === textAt(limit, 'unit')?.toLowerCase());
  return requests === null || unit === undefined ? null : { requests, unit };
}

function isFor(entry: Fields, key: string, value: string): boolean {
  return textAt(entry, 'key') === key && (textAt(entry, 'value') ?? '') === value;
}

/** The file with these limits in it; everything else in it stays, comments too. */
export function withLimits(text: string, domain: string, limits: readonly Limit[]): string {
  const before = read(text);
  const descriptors = [...fieldsListAt(before, 'descriptors')];
  for (const { key, value, requests, unit } of limits) {
    const at = descriptors.findIndex((entry) => isFor(entry, key, value));
    const entry = descriptors[at] ?? { key, value: value || undefined };
    const known = limitIn(text, key, value);
    const isSame = known !== null && known.requests === requests && known.unit === unit;
    const limit = isSame
      ? entry.rate_limit
      : { ...fieldsAt(entry, 'rate_limit'), unit, requests_per_unit: requests };
    descriptors[at < 0 ? descriptors.length : at] = { ...entry, rate_limit: limit };
  }
  return rewriteText(text.trim() === '' ? null : text, { ...before, domain, descriptors }).text;
}
