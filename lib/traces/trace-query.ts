/**
 * What is typed into the search of a trace. All words must be found in a span, wherever in it; `OR` between them starts
 * another way to match. Quotes keep words together, `key=value` meets an attribute, `-key` leaves out what stands under
 * that key. Case does not matter.
 *
 * `where …`, or conditions in braces, is no list of words but an expression of the search language (lib/traces/language):
 * the spans that satisfy it match. So the search that found a trace can be its search too.
 */

export interface TraceQuery {
  /** A span matches where all terms of one of these are found. Lower case. */
  readonly ways: readonly (readonly string[])[];
  /** Keys that are not looked at, lower case. */
  readonly without: readonly string[];
}

export function parseTraceQuery(text: string): TraceQuery {
  const ways: string[][] = [[]];
  const without: string[] = [];
  for (const match of text.matchAll(/(-?)"([^"]*)"?|(\S+)/g)) {
    const bare = match[3];
    if (bare === 'OR') {
      ways.push([]);
    } else if (bare?.startsWith('-') === true && bare.length > 1) {
      without.push(bare.slice(1).toLowerCase());
    } else if (bare !== undefined) {
      ways.at(-1)?.push(bare.toLowerCase());
    } else if (match[1] === '-' && match[2] !== '') {
      without.push((match[2] ?? '').toLowerCase());
    } else if (match[2] !== undefined && match[2] !== '') {
      ways.at(-1)?.push(match[2].toLowerCase());
    }
  }
  return { ways: ways.filter((terms) => terms.length > 0), without };
}

/** The word that begins an expression. */
const WHERE = /^\s*where\s+/i;

export interface ExpressionInQuery {
  readonly text: string;
  /** Where in the query it begins. */
  readonly from: number;
}

/** The expression that a query holds, or null where it holds words. */
export function expressionIn(query: string): ExpressionInQuery | null {
  const from = WHERE.exec(query)?.[0].length ?? (query.trimStart().startsWith('{') ? 0 : null);
  return from === null ? null : { text: query.slice(from), from };
}

/** An expression as it is written into the search of a trace. */
export function whereText(expression: string): string {
  return `where ${expression}`;
}

/** Whether anything is looked for at all. */
export function looksForSomething(query: string): boolean {
  const expression = expressionIn(query);
  return expression === null ? parseTraceQuery(query).ways.length > 0 : expression.text.trim() !== '';
}

/** Every term of a query once, for marking what was found; an expression has none. */
export function termsOf(query: string): string[] {
  return expressionIn(query) === null ? [...new Set(parseTraceQuery(query).ways.flat())] : [];
}
