/** The find language as one thing to load: parser, patterns and evaluation are not needed before somebody looks for something. */

import { tokenize } from '@/lib/expression/lexer';
import { completionsAt } from '@/lib/graph/find/complete';
import { findContext } from '@/lib/graph/find/context';
import { evaluateFind } from '@/lib/graph/find/evaluate';
import { bothNeeds, needsOf } from '@/lib/graph/find/needs';
import { parseFind } from '@/lib/graph/find/parser';
import { findOperand, findWord } from '@/lib/graph/find/vocabulary';

export const findLanguage = {
  parse: parseFind,
  evaluate: evaluateFind,
  context: findContext,
  needsOf,
  bothNeeds,
  completionsAt,
  tokenize,
  /** Whether a word means something to the language. */
  isKnown: (word: string) => findOperand(word) !== null || findWord(word) !== null,
} as const;

export type FindLanguage = typeof findLanguage;
