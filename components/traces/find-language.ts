/**
 * What is written into the search of a trace, for its field: words as they are, or `where` and an expression of the
 * search language. Loaded when the field is first used.
 */
import type { ExpressionLanguage } from '@/components/expression/language';
import { type Token, tokenize } from '@/lib/expression/lexer';
import type { Problem } from '@/lib/expression/problem';
import { wordCompletions } from '@/lib/traces/complete-words';
import { completionsAt } from '@/lib/traces/language/complete';
import { findBuiltin } from '@/lib/traces/language/fields';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import type { TraceNames } from '@/lib/traces/trace-names';
import { expressionIn } from '@/lib/traces/trace-query';

export const traceFindLanguage = {
  tokenize: tokensOf,
  isKnown: (word) => findBuiltin(word) !== null,
  completionsAt: (text, caret, names) => {
    const expression = expressionIn(text);
    if (expression === null || caret < expression.from) return wordCompletions(text, caret, names);
    const found = completionsAt(expression.text, caret - expression.from, names);
    return { ...found, from: found.from + expression.from, to: found.to + expression.from };
  },
  problemOf,
} satisfies ExpressionLanguage<TraceNames> & { problemOf(text: string): Problem | null };

export type TraceFindLanguage = typeof traceFindLanguage;

function tokensOf(text: string): readonly Token[] {
  const expression = expressionIn(text);
  // Words mean what they say: there is nothing to colour.
  if (expression === null) return [];
  const { from } = expression;
  const where: Token = { kind: 'filler', text: 'where', from: 0, to: from, quoted: false };
  const tokens = tokenize(expression.text, true).map((token) => ({
    ...token,
    from: token.from + from,
    to: token.to + from,
  }));
  return from === 0 ? tokens : [where, ...tokens];
}

/** What is wrong with an expression, at its place in the whole text. Words are never wrong. */
function problemOf(text: string): Problem | null {
  const expression = expressionIn(text);
  const parsed = expression === null ? null : parseTraceQuery(expression.text);
  if (expression === null || parsed?.kind !== 'problem') return null;
  const { from, to, ...problem } = parsed.problem;
  return { ...problem, from: from + expression.from, to: to + expression.from };
}
