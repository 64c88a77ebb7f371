/** An expression in pieces of one colour each, for the layer behind the field's text. Pure. */
import type { Token } from '@/lib/expression/lexer';
import type { Problem } from '@/lib/expression/problem';
import type { ExpressionLanguage } from './language';

export interface Segment {
  readonly from: number;
  readonly text: string;
  readonly tone: 'plain' | 'known' | 'quiet';
  /** It is what is wrong. */
  readonly wrong: boolean;
}

export function segmentsOf(
  text: string,
  language: Pick<ExpressionLanguage<never>, 'tokenize' | 'isKnown'>,
  problem: Problem | null,
): Segment[] {
  const tokens = language.tokenize(text);
  // Plain words are a name: none of them is a word of the language.
  const plain = tokens.length > 1 && tokens.every(({ kind }) => kind === 'word');
  const cuts = new Set([0, text.length]);
  for (const { from, to } of tokens) cuts.add(from).add(to);
  if (problem !== null) cuts.add(Math.min(problem.from, text.length)).add(Math.min(problem.to, text.length));
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((from, index) => {
    const to = at[index + 1] ?? text.length;
    const token = tokens.find((one) => one.from <= from && to <= one.to);
    return {
      from,
      text: text.slice(from, to),
      tone: token === undefined || plain ? 'plain' : toneOf(token, language),
      wrong: problem !== null && problem.from <= from && to <= problem.to,
    };
  });
}

function toneOf(token: Token, { isKnown }: Pick<ExpressionLanguage<never>, 'isKnown'>): Segment['tone'] {
  switch (token.kind) {
    case 'word':
      return isKnown(token.text) ? 'known' : 'plain';
    case 'and':
    case 'or':
    case 'not':
    case 'filler':
    case 'operator':
    case 'open':
    case 'close':
      return 'quiet';
    case 'value':
    case 'unclosed':
      return 'plain';
  }
  return token.kind satisfies never;
}
