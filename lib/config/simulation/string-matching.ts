/**
 * Comparing texts as Envoy does: RE2 with a full match (https://github.com/google/re2/wiki/Syntax),
 * so that a pattern means here what it means in the proxy.
 */
import { RE2JS } from 're2js';
import type { StringMatch } from './read/string-match';

// Configurations repeat a handful of patterns over many requests; a bounded memory is enough.
const REMEMBERED = 512;
const compiled = new Map<string, RE2JS | null>();

function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let regex: RE2JS | null;
  try {
    regex = RE2JS.compile(pattern);
  } catch {
    // Istio would have refused it; a pattern that does not compile matches nothing.
    regex = null;
  }
  if (compiled.size >= REMEMBERED) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

/** True when the whole text matches the RE2 pattern. */
export function regexMatches(pattern: string, text: string): boolean {
  return compile(pattern)?.testExact(text) ?? false;
}

/** RE2 replacement of every match, `\1` for groups as in Envoy. */
export function regexReplace(pattern: string, text: string, replacement: string): string {
  const regex = compile(pattern);
  if (regex === null) return text;
  const dollars = replacement.replaceAll('$', '\\$').replace(/\\(\d)/g, '$$$1');
  return regex.matcher(text).replaceAll(dollars);
}

/** `ignoreCase` concerns exact and prefix only, as Istio's `ignoreUriCase` does. */
export function textMatches(match: StringMatch, text: string, ignoreCase = false): boolean {
  const fold = (value: string) => (ignoreCase ? value.toLowerCase() : value);
  switch (match.kind) {
    case 'exact':
      return fold(text) === fold(match.value);
    case 'prefix':
      return fold(text).startsWith(fold(match.value));
    case 'regex':
      return regexMatches(match.value, text);
    case 'present':
      return true;
    default:
      return match satisfies never;
  }
}

/** A named value (header, query parameter) that may be missing; a missing one matches nothing. */
export function namedMatches(match: StringMatch, value: string | undefined): boolean {
  return value !== undefined && textMatches(match, value);
}

/**
 * The inverse, for `withoutHeaders`: a missing header counts as an empty text, `{}` wants it to be absent.
 */
export function absentMatches(match: StringMatch, value: string | undefined): boolean {
  return match.kind === 'present' ? value === undefined : !textMatches(match, value ?? '');
}
