/** Which lines are wanted: by a text, whatever its case, or by an RE2 pattern, whose cost is bounded. */
import { RE2JS } from 're2js';
import { Fault } from '@/lib/mesh/fault';

export interface LineSearch {
  readonly text: string;
  readonly isPattern: boolean;
}

const LONGEST_PATTERN = 256;
/** A pattern with more states than this costs too much on thousands of lines. */
const MOST_STATES = 1000;
/** Letters of a line that a pattern is tried on. */
const LONGEST_TRIED = 4096;

/** Null = every line. Throws `bad-request` with what is wrong with the pattern. */
export function lineFilter({ text, isPattern }: LineSearch): ((line: string) => boolean) | null {
  if (text === '') return null;
  if (!isPattern) {
    const wanted = text.toLowerCase();
    return (line) => line.toLowerCase().includes(wanted);
  }
  const pattern = readPattern(text);
  return (line) => pattern.test(line.slice(0, LONGEST_TRIED));
}

function readPattern(text: string): RE2JS {
  if (text.length > LONGEST_PATTERN)
    throw refused(`The pattern has ${text.length} letters; at most ${LONGEST_PATTERN} are allowed.`);
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp:\s*/, '') : '';
    throw refused(`This is no pattern that RE2 reads${why === '' ? '' : `: ${why}`}.`);
  }
  if (pattern.programSize() > MOST_STATES)
    throw refused('This pattern repeats too much to be tried on every line.');
  return pattern;
}

function refused(message: string): Fault {
  return new Fault('bad-request', message, {
    hint: 'Patterns follow https://github.com/google/re2/wiki/Syntax; to find a text as it stands, switch the pattern off.',
  });
}
