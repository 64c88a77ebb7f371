/**
 * Most texts of a node are made of its names: `reviews.bookinfo.svc.cluster.local`,
 * `spiffe://cluster.local/ns/bookinfo/sa/bookinfo-reviews`. With marks in place of the names a thousand of them are a
 * handful of patterns.
 */
import { type Codec, type ColumnPlan, given } from './codec';
import type { Names, RowContext } from './row-context';

/** Private use, so that names do not hold them; a text that does is left as it is, behind `PLAIN`. */
const MARKS = { name: '\uE001', namespace: '\uE002', version: '\uE003', cluster: '\uE004' } as const;
const PLAIN = '\uE000';
const ANY_MARK = /[\uE000-\uE004]/;
const EACH_MARK = /[\uE001-\uE004]/g;

/** A text about the source or the target of the row. */
export function namedText(plan: ColumnPlan, end: 'source' | 'target'): Codec<string> {
  const column = plan.next();
  const names = (context: RowContext) => context[end];
  return {
    // As `text`: 0 = as in the base. Two texts are the same where their patterns are.
    write(value, base, out) {
      const index = value === base ? -1 : out.text(withMarks(value, names(out.context)));
      out.column(column).whole(index + 1);
    },
    read(base, input) {
      const index = input.column(column).whole();
      if (index > 0) return withNames(input.text(index - 1), names(input.context));
      return given(base);
    },
  };
}

/** Puts marks in place of names. The inverse is `withNames` with the same names. */
export function withMarks(value: string, names: Names): string {
  if (ANY_MARK.test(value)) return PLAIN + value;
  let marked = value;
  for (const [name, mark] of namesByLength(names)) {
    if (marked.includes(name)) marked = marked.replaceAll(name, mark);
  }
  return marked;
}

export function withNames(pattern: string, names: Names): string {
  if (pattern.startsWith(PLAIN)) return pattern.slice(1);
  if (!ANY_MARK.test(pattern)) return pattern;
  return pattern.replace(EACH_MARK, (mark) => nameOf(mark, names) ?? '');
}

const sorted = new WeakMap<Names, readonly (readonly [string, string])[]>();

/** The longest first: `reviews-v2` is not `reviews` and a rest. */
function namesByLength(names: Names): readonly (readonly [string, string])[] {
  const known = sorted.get(names);
  if (known !== undefined) return known;
  const pairs = Object.values(MARKS).flatMap((mark) => {
    const value = nameOf(mark, names);
    return value === null || value === '' || ANY_MARK.test(value) ? [] : [[value, mark] as const];
  });
  pairs.sort(([a], [b]) => b.length - a.length);
  sorted.set(names, pairs);
  return pairs;
}

function nameOf(mark: string, names: Names): string | null {
  switch (mark) {
    case MARKS.name:
      return names.name;
    case MARKS.namespace:
      return names.namespace;
    case MARKS.version:
      return names.version;
    default:
      return names.cluster;
  }
}
