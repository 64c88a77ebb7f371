/** The words of `periplus analyze`, checked. */
import { parseArgs } from 'node:util';
import type { FailOn } from './report';

export type Output = 'human' | 'json' | 'sarif';

export interface AnalyzeArguments {
  readonly kind: 'analyze';
  /** Files and folders; `-` reads standard input. At least one. */
  readonly paths: readonly string[];
  readonly output: Output;
  readonly failOn: FailOn;
  /** A file with MeshConfig. */
  readonly meshConfig: string | null;
  /** Codes (ours, IST, KIA; with `*`) whose findings do not count. */
  readonly ignore: readonly string[];
  readonly showSuppressed: boolean;
}

export type Command =
  | AnalyzeArguments
  | { readonly kind: 'explain'; readonly code: string }
  | { readonly kind: 'list-codes' }
  | { readonly kind: 'help' }
  /** The words are wrong; `message` says how. */
  | { readonly kind: 'usage'; readonly message: string };

export const USAGE = `Usage: periplus analyze [options] PATH…
       periplus check [options]      tries the sources of a console (periplus check --help)

Checks mesh configuration (Istio, Gateway API) in files and folders as one mesh, as the console does before saving.

  PATH                    a YAML or JSON file, a folder (searched for .yaml, .yml and .json), or - for standard input
  -o, --output FORM       human (default), json, or sarif
      --fail-on SEVERITY  exit with 1 from error (default), warning or info on; never only reports
      --mesh-config FILE  MeshConfig as YAML; without it a ConfigMap "istio" among the files, else Istio's defaults
      --ignore CODES      codes whose findings do not count (PER0101, IST0101, KIA1101, PER07*), comma separated
      --show-suppressed   also list what annotations or --ignore suppressed
      --explain CODE      what a code means, and when it is reported
      --list-codes        every code
  -h, --help              this text

Exit status: 0 nothing to report, 1 findings, 2 wrong arguments or a path that cannot be read.
`;

const OPTIONS = {
  output: { type: 'string', short: 'o', default: 'human' },
  'fail-on': { type: 'string', default: 'error' },
  'mesh-config': { type: 'string' },
  ignore: { type: 'string', multiple: true },
  'show-suppressed': { type: 'boolean', default: false },
  explain: { type: 'string' },
  'list-codes': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** `words` without the name of the program. */
export function readArguments(words: readonly string[]): Command {
  const [command, ...rest] = words;
  if (command === undefined || command === '-h' || command === '--help' || command === 'help') {
    return { kind: 'help' };
  }
  if (command !== 'analyze') return usage(`There is no command "${command}".`);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(rest);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values['list-codes']) return { kind: 'list-codes' };
  if (values.explain !== undefined) return { kind: 'explain', code: values.explain };
  const { output, 'fail-on': failOn } = values;
  if (!isOutput(output)) return usage(`--output is human, json or sarif, not "${output}".`);
  if (!isFailOn(failOn)) return usage(`--fail-on is error, warning, info or never, not "${failOn}".`);
  if (positionals.length === 0) return usage('Name at least one file or folder.');
  return {
    kind: 'analyze',
    paths: positionals,
    output,
    failOn,
    meshConfig: values['mesh-config'] ?? null,
    ignore: (values.ignore ?? [])
      .flatMap((list) => list.split(','))
      .map((code) => code.trim())
      .filter(Boolean),
    showSuppressed: values['show-suppressed'],
  };
}

function parse(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
}

function usage(message: string): Command {
  return { kind: 'usage', message };
}

function isOutput(word: string): word is Output {
  return word === 'human' || word === 'json' || word === 'sarif';
}

function isFailOn(word: string): word is FailOn {
  return word === 'error' || word === 'warning' || word === 'info' || word === 'never';
}
