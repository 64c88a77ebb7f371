/**
 * What is typed into the search of a trace. All words must be found in a span, wherever in it; `OR` between them starts
 * another way to match. Quotes keep words together, `key=value` meets an attribute, `-key` leaves out what stands under
 * that key. Case does not matter.
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

/** Every term of a query once, for marking what was found. */
export function termsOf({ ways }: TraceQuery): string[] {
  return [...new Set(ways.flat())];
}
