/** Istio's StringMatch as it is written: one of exact, prefix, regex; empty means "is there". */
import { type Fields, isFields, textAt } from './fields';

export type StringMatch =
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'prefix'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string }
  | { readonly kind: 'present' };

export function readStringMatch(fields: Fields): StringMatch {
  const exact = textAt(fields, 'exact');
  if (exact !== null) return { kind: 'exact', value: exact };
  const prefix = textAt(fields, 'prefix');
  if (prefix !== null) return { kind: 'prefix', value: prefix };
  const regex = textAt(fields, 'regex');
  // A regex of just "*" is no regular expression; Istio takes it as "present".
  if (regex !== null && regex !== '*') return { kind: 'regex', value: regex };
  return { kind: 'present' };
}

/** A StringMatch at `key`; null when the field is absent. */
export function stringMatchAt(value: Fields, key: string): StringMatch | null {
  const found = value[key];
  return isFields(found) ? readStringMatch(found) : null;
}

/** A map of name to StringMatch, names as given by `name`. */
export function stringMatchesAt(
  value: Fields,
  key: string,
  name: (written: string) => string,
): readonly (readonly [string, StringMatch])[] {
  const found = value[key];
  if (!isFields(found)) return [];
  return Object.entries(found).map(([written, entry]) => [
    name(written),
    isFields(entry) ? readStringMatch(entry) : { kind: 'present' as const },
  ]);
}
