/**
 * Comparing texts as Envoy does: RE2 with a full match (https://github.com/google/re2/wiki/Syntax),
 * so that a pattern means here what it means in the proxy.
 */
import { RE2JS } from 're2js';
import { MAX_PATTERN_LENGTH } from '@/lib/config/yaml/limits';
import type { StringMatch } from './read/string-match';

interface CompiledPattern {
  /** Null: Istio would have refused it, or the proxy for its size, so it matches nothing. */
  readonly regex: RE2JS | null;
  /** Every text that matches begins with this; a comparison of texts rules most others out. */
  readonly start: string;
}

// Each pattern of a mesh is compiled once; only meshes beyond this many would compile some again.
const REMEMBERED = 20_000;
const compiled = new Map<string, CompiledPattern>();

function compile(pattern: string): CompiledPattern {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let regex: RE2JS | null;
  try {
    regex = pattern.length > MAX_PATTERN_LENGTH ? null : RE2JS.compile(pattern);
  } catch {
    regex = null;
  }
  const entry = { regex, start: literalStart(pattern) };
  if (compiled.size >= REMEMBERED) compiled.clear();
  compiled.set(pattern, entry);
  return entry;
}

/** The plain characters with which the pattern begins; none where an alternative or a flag may say otherwise. */
function literalStart(pattern: string): string {
  if (pattern.includes('|') || pattern.startsWith('(?')) return '';
  const plain = /^\^?([A-Za-z0-9/_ ,:;=@~-]*)/.exec(pattern);
  const text = plain?.[1] ?? '';
  const next = pattern.charAt(plain?.[0].length ?? 0);
  // What follows may make the last character optional.
  return '*?{'.includes(next) && next !== '' ? text.slice(0, -1) : text;
}

/** True when the whole text matches the RE2 pattern. */
export function regexMatches(pattern: string, text: string): boolean {
  const { regex, start } = compile(pattern);
  return regex !== null && text.startsWith(start) && regex.testExact(text);
}

/** RE2 replacement of every match, `\1` for groups as in Envoy. */
export function regexReplace(pattern: string, text: string, replacement: string): string {
  const { regex } = compile(pattern);
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
