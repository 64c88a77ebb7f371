/**
 * Counting over several test runners: what each reported, and the one line at the end.
 */

/** How many tests passed, failed and were skipped. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** `12 passed, 0 failed`, with `, 3 skipped` where something was. */
export function finalLine(tally: Tally): string {
  const line = `${tally.passed} passed, ${tally.failed} failed`;
  return tally.skipped > 0 ? `${line}, ${tally.skipped} skipped` : line;
}

/** A run in which nothing passed has proved nothing. */
export function exitCode(tally: Tally): 0 | 1 {
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
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

/**
 * Vitest's JSON report (`--reporter=json`). A file that failed before its tests ran (a syntax
 * error, a broken hook) counts as one failure: its tests are in no other number.
 */
export function fromVitest(report: unknown): Tally {
  const root = asRecord(report, 'object at the top');
  const failedTests = count(root, 'numFailedTests');
  const files = Array.isArray(root.testResults) ? root.testResults : [];
  const brokenFiles = files.filter((file) => {
    const { status, assertionResults } = asRecord(file, 'file entry');
    const results = Array.isArray(assertionResults) ? assertionResults : [];
    return status === 'failed' && !results.some((result) => asRecord(result, 'result').status === 'failed');
  });
  return {
    passed: count(root, 'numPassedTests'),
    failed: failedTests + brokenFiles.length,
    skipped: count(root, 'numPendingTests') + count(root, 'numTodoTests'),
  };
}

/** Playwright's JSON report. A flaky test passed in the end, and is named by its own reporter. Errors outside tests count as failures. */
export function fromPlaywright(report: unknown): Tally {
  const root = asRecord(report, 'object at the top');
  const stats = asRecord(root.stats, 'stats');
  const errors = Array.isArray(root.errors) ? root.errors.length : 0;
  return {
    passed: count(stats, 'expected') + count(stats, 'flaky'),
    failed: count(stats, 'unexpected') + errors,
    skipped: count(stats, 'skipped'),
  };
}
