/** Patterns that users write, as RE2: no text and no pattern can make matching slow. They match anywhere, as in Kiali. */
import { RE2JS } from 're2js';

const LONGEST = 1000;

/** The pattern as a test. Throws `Error` with a short reason. */
export function patternOf(written: string): (text: string) => boolean {
  if (written.length > LONGEST) throw new Error(`it is longer than ${LONGEST} characters`);
  if (written === '' || written === '.*') return () => true;
  const compiled = compile(written);
  return (text) => compiled.matcher(text).find();
}

/** Kiali's way to write codes: `X` is any digit. */
export function codePatternOf(written: string): (text: string) => boolean {
  return patternOf(written.replace(/[xX]/g, '\\d'));
}

function compile(written: string): RE2JS {
  try {
    return RE2JS.compile(written);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it does not compile';
    throw new Error(reason.replace(/^error parsing regexp: /, '').replace(/\.$/, ''));
  }
}
