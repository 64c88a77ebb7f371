/**
 * One step of the whole test: a command, shown while it runs, with what it proved as a report.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { broken, fromCheck, fromPlaywright, fromVitest, type Report, withSecondTry } from './report';

export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** How the outcome is counted: a check is one test, a runner brings its own report. */
  readonly counted: 'check' | 'vitest' | 'playwright';
}

/** Runs a command with its output on ours; resolves to the exit code, 128+ where it was ended by a signal. */
export function runCommand(
  command: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const [program, ...words] = command;
    const child = spawn(program, words, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 128));
  });
}

/**
 * Runs a step and counts it. A runner that leaves no readable report counts as one failure. With `secondTry`, files of
 * a Vitest step that failed are run once more, as Playwright does by its own setting: a machine shared with others can
 * stall a server, and what passes only then is named as flaky.
 */
export async function runStep(step: Step, secondTry: boolean): Promise<Report> {
  const started = performance.now();
  process.stdout.write(`\n── ${step.name}\n`);
  let report = await runOnce(step);
  const files = [...new Set(report.failures.map((failure) => failure.file))].filter(isAbsolute);
  // More than a few are no accident.
  if (secondTry && step.counted === 'vitest' && files.length > 0 && files.length <= 5) {
    process.stdout.write(`\n── ${step.name}: a second try of ${files.join(', ')}\n`);
    report = withSecondTry(report, await runOnce({ ...step, command: [...step.command, ...files] }));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${step.name}: ${report.tally.failed > 0 ? 'failed' : 'ok'} in ${seconds} s\n`);
  return report;
}

async function runOnce(step: Step): Promise<Report> {
  const file = join(mkdtempSync(join(tmpdir(), 'periplus-test-')), 'report.json');
  const code = await runCommand(withReport(step, file), {
    ...step.environment,
    ...reportEnvironment(step, file),
  });
  return read(step, code, file);
}

function withReport(step: Step, report: string): readonly [string, ...string[]] {
  if (step.counted !== 'vitest') return step.command;
  return [...step.command, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

function reportEnvironment(step: Step, report: string): Record<string, string> {
  return step.counted === 'playwright' ? { PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {};
}

function read(step: Step, code: number, file: string): Report {
  if (step.counted === 'check') return fromCheck(step.name, code);
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const report = step.counted === 'vitest' ? fromVitest(parsed) : fromPlaywright(parsed);
    if (code === 0 || report.tally.failed > 0) return report;
    // A runner that ends badly although no test failed (an error after the tests) is still a failure.
    const why = `ended with exit code ${code} although no test failed: an error outside the tests, see above`;
    return { ...broken(step.name, why), tally: { ...report.tally, failed: 1 } };
  } catch (error) {
    return broken(step.name, `no readable report: ${error instanceof Error ? error.message : String(error)}`);
  }
}
