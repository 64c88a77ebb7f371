/** Regular expressions of dashboards, judged by RE2: nothing that a file holds can keep the page busy. */
import { RE2JS } from 're2js';

export interface Pattern {
  /** Whether it is found anywhere in the text. */
  test(text: string): boolean;
  /** The groups of the first find, the whole first; null where there is none. Named groups by `named`. */
  exec(
    text: string,
  ): { readonly groups: readonly (string | null)[]; named(name: string): string | null } | null;
  replaceAll(text: string, replacement: string): string;
}

const NEVER: Pattern = { test: () => false, exec: () => null, replaceAll: (text) => text };

/** `/…/flags` or a bare expression. One that cannot be read fits nothing. */
export function pattern(source: string): Pattern {
  const [, body = source, flags = ''] = /^\/(.*)\/([gimsuy]*)$/s.exec(source) ?? [];
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(RE2JS.translateRegExp(body), flagsOf(flags));
  } catch {
    return NEVER;
  }
  return {
    test: (text) => compiled.matcher(text).find(),
    exec: (text) => {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return null;
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at));
      return { groups, named: (name) => namedGroup(matcher, name) };
    },
    replaceAll: (text, replacement) => compiled.matcher(text).replaceAll(replacement),
  };
}

function namedGroup(matcher: ReturnType<RE2JS['matcher']>, name: string): string | null {
  try {
    return matcher.group(name);
  } catch {
    return null;
  }
}

function flagsOf(flags: string): number {
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  return bits;
}
