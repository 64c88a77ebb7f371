/** The search language as one thing to load: it is not needed before somebody writes an expression. */

import type { ExpressionLanguage } from '@/components/expression/language';
import { tokenize } from '@/lib/expression/lexer';
import { completionsAt, type QueryContext } from '@/lib/traces/language/complete';
import { findBuiltin } from '@/lib/traces/language/fields';
import { parseTraceQuery } from '@/lib/traces/language/parser';

export const queryLanguage = {
  parse: parseTraceQuery,
  completionsAt,
  tokenize: (text: string) => tokenize(text, true),
  isKnown: (word: string) => findBuiltin(word) !== null,
} satisfies ExpressionLanguage<QueryContext> & { parse: typeof parseTraceQuery };

export type QueryLanguage = typeof queryLanguage;
