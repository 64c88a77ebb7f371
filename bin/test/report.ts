/**
 * What a test runner's own report says: the counts, which tests failed and why, and which passed only at a second try.
 */
import { NOTHING, type Tally } from './tally';

/** A test that failed, or a file that failed before its tests ran. */
export interface Failure {
  /** The test file, as the runner names it. */
  readonly file: string;
  /** The test's full name; empty for a whole file. */
  readonly test: string;
  /** The beginning of the error's message. */
  readonly why: string;
}

/** One runner's outcome. */
export interface Report {
  readonly tally: Tally;
  readonly failures: readonly Failure[];
  /** Names of tests and files that passed only at a second try. */
  readonly flaky: readonly string[];
}

/** A check that has no report of its own, as one test. */
export function fromCheck(name: string, code: number): Report {
  if (code === 0) return { tally: { ...NOTHING, passed: 1 }, failures: [], flaky: [] };
  return broken(name, `ended with exit code ${code}`);
}

/** A step that failed as a whole. */
export function broken(name: string, why: string): Report {
  return { tally: { ...NOTHING, failed: 1 }, failures: [{ file: name, test: '', why }], flaky: [] };
}

/**
 * Vitest's JSON report (`--reporter=json`). A file that failed before its tests ran (a syntax
 * error, a broken hook) counts as one failure: its tests are in no other number.
 */
export function fromVitest(report: unknown): Report {
  const root = asRecord(report, 'object at the top');
  const passed = count(root, 'numPassedTests');
  const skipped = count(root, 'numPendingTests') + count(root, 'numTodoTests');
  const failedTests = count(root, 'numFailedTests');
  const failures = records(root.testResults).flatMap(failuresOfFile);
  const failed = Math.max(
    failures.length,
    failedTests + failures.filter((failure) => failure.test === '').length,
  );
  return { tally: { passed, failed, skipped }, failures, flaky: [] };
}

function failuresOfFile(file: Record<string, unknown>): Failure[] {
  const name = text(file.name) ?? 'a file without a name';
  const tests = records(file.assertionResults).filter((result) => result.status === 'failed');
  if (tests.length > 0) {
    return tests.map((result) => ({
      file: name,
      test: text(result.fullName) ?? text(result.title) ?? '',
      why: beginning(Array.isArray(result.failureMessages) ? text(result.failureMessages[0]) : null),
    }));
  }
  return file.status === 'failed' ? [{ file: name, test: '', why: beginning(text(file.message)) }] : [];
}

/**
 * The outcome of a run whose failed files were run a second time: what failed again has failed, what did not is flaky
 * and has passed. Everything else counts as in the first run.
 */
export function withSecondTry(first: Report, second: Report): Report {
  const again = new Set(second.failures.map(nameOf));
  return {
    tally: {
      passed: first.tally.passed + Math.max(0, first.tally.failed - second.tally.failed),
      failed: second.tally.failed,
      skipped: first.tally.skipped,
    },
    failures: second.failures,
    flaky: first.failures.map(nameOf).filter((name) => !again.has(name)),
  };
}

/** Playwright's JSON report. A flaky test passed in the end. Errors outside tests count as failures. */
export function fromPlaywright(report: unknown): Report {
  const root = asRecord(report, 'object at the top');
  const stats = asRecord(root.stats, 'stats');
  const errors = records(root.errors);
  const specs = records(root.suites).flatMap(specsOf);
  const withStatus = (status: string) =>
    specs.filter((spec) => records(spec.tests).some((test) => test.status === status));
  return {
    tally: {
      passed: count(stats, 'expected') + count(stats, 'flaky'),
      failed: count(stats, 'unexpected') + errors.length,
      skipped: count(stats, 'skipped'),
    },
    failures: [
      ...withStatus('unexpected').map((spec) => ({ ...placeOf(spec), why: beginning(errorOf(spec)) })),
      ...errors.map((error) => ({
        file: 'outside the tests',
        test: '',
        why: beginning(text(error.message)),
      })),
    ],
    flaky: withStatus('flaky').map((spec) => nameOf(placeOf(spec))),
  };
}

function specsOf(suite: Record<string, unknown>): Record<string, unknown>[] {
  return [...records(suite.specs), ...records(suite.suites).flatMap(specsOf)];
}

function placeOf(spec: Record<string, unknown>): { readonly file: string; readonly test: string } {
  return { file: text(spec.file) ?? 'a file without a name', test: text(spec.title) ?? '' };
}

function errorOf(spec: Record<string, unknown>): string | null {
  for (const test of records(spec.tests)) {
    for (const result of records(test.results)) {
      const error = result.error;
      if (typeof error === 'object' && error !== null) return text((error as { message?: unknown }).message);
    }
  }
  return null;
}

/** `file › test`, or the file alone. */
export function nameOf(place: { readonly file: string; readonly test: string }): string {
  return place.test === '' ? place.file : `${place.file} › ${place.test}`;
}

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** The first lines of a message, without colours: the whole stands further up in the output. */
function beginning(message: string | null): string {
  if (message === null || message.trim() === '') return 'no reason given';
  return message.replaceAll(ANSI, '').trim().split('\n').slice(0, 6).join('\n').slice(0, 600);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map((entry) => asRecord(entry, 'entry')) : [];
}

function count(report: Record<string, unknown>, field: string): number {
  const value = report[field];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new Error(`the report has no count "${field}"`);
  }
  return value;
}

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error(`the report has no ${what}`);
  return value as Record<string, unknown>;
}
