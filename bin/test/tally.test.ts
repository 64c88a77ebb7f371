import { describe, expect, it } from 'vitest';
import { add, exitCode, finalLine, fromPlaywright, fromVitest, NOTHING } from './tally';

describe('the tally over all runners', () => {
  it('ends with passed and failed, and names skipped tests only where there are some', () => {
    expect(finalLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(finalLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('sums the runners', () => {
    expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });

  it('fails when anything failed and when nothing ran', () => {
    expect(exitCode({ passed: 5, failed: 1, skipped: 0 })).toBe(1);
    expect(exitCode(NOTHING)).toBe(1);
    expect(exitCode({ passed: 5, failed: 0, skipped: 1 })).toBe(0);
  });

  it('reads vitest and counts a file that broke before its tests as a failure', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(fromVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('reads Playwright and counts errors outside tests as failures', () => {
    const report = {
      stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: 'setup' }],
    };
    expect(fromPlaywright(report)).toEqual({ passed: 8, failed: 2, skipped: 2 });
  });

  it('refuses a report without counts instead of taking it for zero', () => {
    expect(() => fromVitest({})).toThrow('numFailedTests');
    expect(() => fromPlaywright({ stats: {} })).toThrow('expected');
  });
});
