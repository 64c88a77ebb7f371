/** The words of `periplus check`, checked. */
import { parseArgs } from 'node:util';

export const CHECK_USAGE = `Usage: periplus check [options]

Tries every source that the environment sets (PERIPLUS_PROMETHEUS_URL and the others, as for the console itself), and
says what was found, what to mend, and why the graph may be empty.

  -o, --output FORM       human (default) or json
      --last SECONDS      the window that is looked at (600)
      --namespaces NAMES  of which traffic is expected, comma separated; all unless given
  -h, --help              this text

Exit status: 0 all well, 1 something to mend, 2 wrong arguments or settings.
`;

export type CheckCommand =
  | {
      readonly kind: 'check';
      readonly output: 'human' | 'json';
      readonly lastSeconds: number;
      /** null = all. */
      readonly namespaces: readonly string[] | null;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage'; readonly message: string };

const OPTIONS = {
  output: { type: 'string', short: 'o', default: 'human' },
  last: { type: 'string', default: '600' },
  namespaces: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** `words` without the name of the program and of the command. */
export function readCheckArguments(words: readonly string[]): CheckCommand {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (error) {
    return { kind: 'usage', message: error instanceof Error ? error.message : String(error) };
  }
  const { output, last, namespaces, help } = parsed.values;
  if (help) return { kind: 'help' };
  if (output !== 'human' && output !== 'json') {
    return { kind: 'usage', message: `--output is human or json, not "${output}".` };
  }
  const lastSeconds = Number(last);
  if (!(lastSeconds > 0)) {
    return { kind: 'usage', message: `--last is a number of seconds above 0, not "${last}".` };
  }
  const names = (namespaces ?? '').split(',').filter(Boolean);
  return { kind: 'check', output, lastSeconds, namespaces: names.length === 0 ? null : names };
}

function parse(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS, strict: true });
}
