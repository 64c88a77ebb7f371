/** What a field for expressions needs to know of the language that is written in it. */
import type { Completions } from '@/lib/expression/completion';
import type { Token } from '@/lib/expression/lexer';

/** `Context` is what completion draws its offers from. */
export interface ExpressionLanguage<Context> {
  tokenize(text: string): readonly Token[];
  /** Whether a word means something to the language. */
  isKnown(word: string): boolean;
  /** `caret` in UTF-16 units. */
  completionsAt(text: string, caret: number, context: Context): Completions;
}
