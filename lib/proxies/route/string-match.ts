/** Envoy's matchers of texts and headers (envoy/type/matcher/v3/string.proto, envoy/config/route/v3/route_components.proto). */
import { RE2JS } from 're2js';
import { at, type Fields, isRecord, numberAt, textAt } from '@/lib/proxies/dump/fields';

/** Null where the matcher is of a kind that is not known here. */
export function matchesString(match: Fields, text: string): boolean | null {
  const ignoreCase = match.ignore_case === true;
  const held = ignoreCase ? text.toLowerCase() : text;
  const wanted = (name: string): string | null => {
    const found = match[name];
    if (typeof found !== 'string') return null;
    return ignoreCase ? found.toLowerCase() : found;
  };
  const exact = wanted('exact');
  if (exact !== null) return held === exact;
  const prefix = wanted('prefix');
  if (prefix !== null) return held.startsWith(prefix);
  const suffix = wanted('suffix');
  if (suffix !== null) return held.endsWith(suffix);
  const contains = wanted('contains');
  if (contains !== null) return held.includes(contains);
  const pattern = textAt(match, 'safe_regex', 'regex');
  return pattern === null ? null : matchesWhole(pattern, text);
}

/** Envoy's patterns must match the whole text. Null for one that RE2 does not read. */
export function matchesWhole(pattern: string, text: string): boolean | null {
  try {
    return RE2JS.compile(pattern).matches(text);
  } catch {
    return null;
  }
}

/** Of a header or a parameter. `value` null = it is not there. */
export function matchesValue(matcher: Fields, value: string | null): boolean | null {
  const invert = matcher.invert_match === true;
  const turned = (result: boolean | null) => (result === null ? null : result !== invert);
  if (typeof matcher.present_match === 'boolean') return turned((value !== null) === matcher.present_match);
  if (isRecord(matcher.string_match)) {
    // What is absent matches nothing, inverted or not, unless it counts as empty.
    if (value === null)
      return matcher.treat_missing_header_as_empty === true
        ? turned(matchesString(at(matcher, 'string_match'), ''))
        : invert && matcher.treat_missing_header_as_empty === undefined;
    return turned(matchesString(at(matcher, 'string_match'), value));
  }
  if (isRecord(matcher.range_match)) {
    const number = value !== null && /^-?\d+$/.test(value) ? Number(value) : null;
    const { start, end } = {
      start: numberAt(matcher, 'range_match', 'start') ?? 0,
      end: numberAt(matcher, 'range_match', 'end') ?? 0,
    };
    return turned(number !== null && number >= start && number < end);
  }
  const exact = textAt(matcher, 'exact_match');
  if (exact !== null) return turned(value === exact);
  const pattern = textAt(matcher, 'safe_regex_match', 'regex');
  if (pattern !== null) return turned(value === null ? false : matchesWhole(pattern, value));
  // A matcher with a name alone asks whether it is there.
  return Object.keys(matcher).every((name) => name === 'name' || name === 'invert_match')
    ? turned(value !== null)
    : null;
}
