/** Mistakes in the environment, as the text that is printed at the start. */
import type { Mistake } from './setting';

export function mistakesText(mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? 'One setting is' : `${mistakes.length} settings are`;
  const blocks = mistakes.map(({ name, message, given, allowed }) =>
    [
      `  ${name} ${message}`,
      ...(given === null ? [] : [`      given:   ${JSON.stringify(given)}`]),
      ...(allowed === null ? [] : [`      allowed: ${allowed}`]),
    ].join('\n'),
  );
  return `Periplus does not start: ${count} wrong.\n\n${blocks.join('\n')}\n`;
}
