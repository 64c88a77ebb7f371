/**
 * One step of the whole test: a command, shown while it runs, with what it proved as a tally.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromPlaywright, fromVitest, NOTHING, type Tally } from './tally';

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

/** Runs a step and counts it. A runner that leaves no readable report counts as one failure. */
export async function runStep(step: Step): Promise<Tally> {
  const started = performance.now();
  process.stdout.write(`\n── ${step.name}\n`);
  const report = join(mkdtempSync(join(tmpdir(), 'periplus-test-')), 'report.json');
  const code = await runCommand(withReport(step, report), {
    ...step.environment,
    ...reportEnvironment(step, report),
  });
  const tally = count(step, code, report);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${step.name}: ${tally.failed > 0 ? 'failed' : 'ok'} in ${seconds} s\n`);
  return tally;
}

function withReport(step: Step, report: string): readonly [string, ...string[]] {
  if (step.counted !== 'vitest') return step.command;
  return [...step.command, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

function reportEnvironment(step: Step, report: string): Record<string, string> {
  return step.counted === 'playwright' ? { PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {};
}

function count(step: Step, code: number, report: string): Tally {
  if (step.counted === 'check') return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
  try {
    const parsed: unknown = JSON.parse(readFileSync(report, 'utf8'));
    const tally = step.counted === 'vitest' ? fromVitest(parsed) : fromPlaywright(parsed);
    // A runner that ends badly although no test failed (an error after the tests) is still a failure.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch (error) {
    process.stderr.write(
      `${step.name} left no readable report: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return { ...NOTHING, failed: 1 };
  }
}
