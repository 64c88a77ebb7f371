/** Patterns by RE2, as Go compiles them, each once. */
import { RE2JS } from 're2js';

export interface CompiledPattern {
  /** Anywhere in the text. */
  test(text: string): boolean;
  readonly re: RE2JS;
}

/** Rules build patterns from values too; what has not been used for long is compiled again. */
const MOST_KEPT = 500;
const compiled = new Map<string, CompiledPattern | null>();

/** null = it does not compile: the server did not take it either, or knows more than we do. */
export function re2(pattern: string): CompiledPattern | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  if (compiled.size >= MOST_KEPT) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): CompiledPattern | null {
  try {
    const re = RE2JS.compile(pattern);
    return { re, test: (text) => re.matcher(text).find() };
  } catch {
    return null;
  }
}
