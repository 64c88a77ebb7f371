/** The rows of a trace that its search finds: by words (trace-search.ts), or by an expression of the search language. */
import { expressionIn } from './trace-query';
import { searchRows, type TraceSearchIndex } from './trace-search';

/** In order. An expression that cannot be read finds nothing; whoever shows the field says why. */
export async function findRows(index: TraceSearchIndex, query: string): Promise<Int32Array<ArrayBuffer>> {
  const expression = expressionIn(query);
  if (expression === null) return searchRows(index, query);
  // The language is larger than all that reads a trace, and most searches are words.
  const [{ parseTraceQuery }, { matchedRows }] = await Promise.all([
    import('./language/parser'),
    import('./language/evaluate'),
  ]);
  const parsed = parseTraceQuery(expression.text);
  return parsed.kind === 'expression' ? matchedRows(parsed.expression, index.trace) : new Int32Array(0);
}
