/** What `/explore` shows, as it stands in the URL: one pane, or two side by side. */
import { createParser, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs';
import { letterOf, MOST_QUERIES } from '@/lib/promql/letter';

export const MODES = ['range', 'instant'] as const;
export type Mode = (typeof MODES)[number];
export const VIEWS = ['chart', 'table', 'raw', 'explain'] as const;
export type View = (typeof VIEWS)[number];

const letters = createParser<readonly string[]>({
  parse: (text) => (/^[A-Z]+$/.test(text) ? [...new Set(text)].sort() : null),
  serialize: (list) => [...list].sort().join(''),
  eq: (a, b) => a.join() === b.join(),
});

/** Seconds, a tenth at least. */
const step = createParser<number>({
  parse: (text) => (/^\d{1,8}(\.\d{1,3})?$/.test(text) && Number(text) >= 0.1 ? Number(text) : null),
  serialize: String,
});

const texts = parseAsNativeArrayOf(parseAsString);

export const paneParsers = {
  /** The queries in order; the first is A. */
  expr: texts,
  /** Letters of queries that are not drawn. */
  hide: letters.withDefault([]),
  mode: parseAsStringLiteral(MODES).withDefault('range'),
  view: parseAsStringLiteral(VIEWS).withDefault('chart'),
  /** null = by the window. */
  step,
};

/** How the second pane's parameters are named. */
export const SECOND_KEYS = { expr: 'expr2', hide: 'hide2', mode: 'mode2', view: 'view2', step: 'step2' };

export interface PaneState {
  readonly expr: readonly string[];
  readonly hide: readonly string[];
  readonly mode: Mode;
  readonly view: View;
  readonly step: number | null;
}

/** The queries of a pane as they are shown: one empty row where there is none. */
export function shownQueries({ expr }: Pick<PaneState, 'expr'>): readonly string[] {
  return expr.length === 0 ? [''] : expr.slice(0, MOST_QUERIES);
}

/** Letters of what stays hidden when the query at `index` goes: those behind it move up. */
export function hiddenWithout(hide: readonly string[], index: number): readonly string[] {
  return hide.flatMap((letter) => {
    const at = letter.charCodeAt(0) - 65;
    if (at === index) return [];
    return [at > index ? letterOf(at - 1) : letter];
  });
}

export interface ExploreLink {
  readonly queries: readonly string[];
  readonly mode?: Mode;
  readonly view?: View;
  /** Unix seconds; left out: the window of the page that leads there. */
  readonly window?: { readonly fromSeconds: number; readonly toSeconds: number };
}
