/** Whether a value satisfies a matcher, as Prometheus decides it: RE2, anchored at both ends. */
import { RE2JS } from 're2js';
import type { Matcher } from '@/lib/promql/selectors';

/** A pattern that cannot be read matches nothing: Prometheus will say what is wrong with it. */
export function matches({ operator, value: wanted }: Matcher, value: string): boolean {
  if (operator === '=') return value === wanted;
  if (operator === '!=') return value !== wanted;
  const isMatch = matchesPattern(wanted, value);
  return isMatch === null ? false : isMatch === (operator === '=~');
}

/** Compiled patterns that are kept: the same ones come with every query. */
const MOST_KEPT = 200;
const compiled = new Map<string, RE2JS | null>();

function matchesPattern(pattern: string, value: string): boolean | null {
  let known = compiled.get(pattern);
  if (known === undefined) {
    known = compile(pattern);
    compiled.set(pattern, known);
    for (const oldest of compiled.keys()) {
      if (compiled.size <= MOST_KEPT) break;
      compiled.delete(oldest);
    }
  }
  return known === null ? null : known.matches(value);
}

function compile(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch {
    return null;
  }
}
