/** Patterns behind `=~`, bounded in what they may cost. */
import { RE2JS } from 're2js';
import type { Token } from './lexer';
import { SyntaxProblem } from './problem';

/** A pattern with more states than this costs too much on thousands of names. RE2 never backtracks. */
const MOST_STATES = 1000;
const LONGEST_PATTERN = 256;
/** Longer texts are cut before they are matched; names are at most 253 letters. */
const LONGEST_TEXT = 512;

/**
 * Whether a text holds the pattern: RE2's, anywhere in the text; `^` and `$` tie it to the ends.
 * Throws `SyntaxProblem` where it is none, or too large.
 */
export function readPattern(value: Token): (text: string) => boolean {
  const refuse = (why: string) =>
    new SyntaxProblem({ from: value.from, to: value.to, message: why, nearest: null });
  if (value.text.length > LONGEST_PATTERN)
    throw refuse(`This pattern has ${value.text.length} letters; at most ${LONGEST_PATTERN} are allowed.`);
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(value.text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp:\s*/, '') : '';
    throw refuse(`This pattern is not one that RE2 reads${why === '' ? '' : ` (${why})`}.`);
  }
  if (pattern.programSize() > MOST_STATES)
    throw refuse('This pattern repeats too much to be tried on every name. Use smaller counts.');
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = pattern.test(text.slice(0, LONGEST_TEXT));
    known.set(text, found);
    return found;
  };
}
