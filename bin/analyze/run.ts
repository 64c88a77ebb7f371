/** `periplus analyze` from its words to what is written and the exit status. */

import { allCodes, codesFor, explanationOf } from '@/lib/config/codes';
import { analyzeTexts } from './analyze-texts';
import { type AnalyzeArguments, readArguments, USAGE } from './arguments';
import { humanReport } from './human';
import { readPaths } from './read-paths';
import { isFailure } from './report';
import { sarifReport } from './sarif';

export interface Surroundings {
  /** Where paths are meant from. */
  readonly folder: string;
  readonly version: string;
  readonly colors: boolean;
  standardInput(): Promise<string>;
}

/** What goes to standard output and standard error. Status: 0 good, 1 findings, 2 wrong words or unreadable paths. */
export interface RunResult {
  readonly status: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

export async function run(words: readonly string[], surroundings: Surroundings): Promise<RunResult> {
  const command = readArguments(words);
  switch (command.kind) {
    case 'help':
      return { status: 0, output: USAGE, errors: '' };
    case 'usage':
      return { status: 2, output: '', errors: `${command.message}\n\n${USAGE}` };
    case 'list-codes':
      return { status: 0, output: codeList(), errors: '' };
    case 'explain':
      return explain(command.code);
    case 'analyze':
      return analyze(command, surroundings);
    default:
      return command satisfies never;
  }
}

function codeList(): string {
  return allCodes()
    .map(({ code, severity, title }) => `${code}  ${severity.padEnd(7)}  ${title}\n`)
    .join('');
}

function explain(written: string): RunResult {
  const found = codesFor(written);
  if (found.length === 0) {
    return { status: 2, output: '', errors: `There is no code "${written}"; --list-codes shows all.\n` };
  }
  return { status: 0, output: found.map(explanationOf).join('\n'), errors: '' };
}

async function analyze(command: AnalyzeArguments, surroundings: Surroundings): Promise<RunResult> {
  const { folder, standardInput } = surroundings;
  const reading = await readPaths(command.paths, folder, standardInput);
  const settings =
    command.meshConfig === null ? null : await readPaths([command.meshConfig], folder, standardInput);
  const unreadable = [...reading.unreadable, ...(settings?.unreadable ?? [])];
  const report = analyzeTexts(reading.texts, {
    meshConfig: settings?.texts[0] ?? null,
    ignore: command.ignore,
  });
  const output =
    command.output === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : command.output === 'sarif'
        ? sarifReport(report, surroundings.version, (code) => codesFor(code)[0] ?? null)
        : humanReport(report, { colors: surroundings.colors, suppressed: command.showSuppressed });
  const status = unreadable.length > 0 ? 2 : isFailure(report, command.failOn) ? 1 : 0;
  return { status, output, errors: unreadable.map((line) => `${line}\n`).join('') };
}
