import { describe, expect, it } from 'vitest';
import { fromCheck, fromPlaywright, fromVitest, nameOf, withSecondTry } from './report';

const FAILED = {
  numPassedTests: 4,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [
    {
      name: '/p/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'a sums' },
        {
          status: 'failed',
          fullName: 'a divides',
          failureMessages: ['expected 1 to be 2\n    at a.test.ts:3'],
        },
      ],
    },
    { name: '/p/b.test.ts', status: 'failed', message: 'hook timed out', assertionResults: [] },
    { name: '/p/c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'c' }] },
  ],
};

describe('the reports of the runners', () => {
  it('reads vitest and counts a file that broke before its tests as a failure', () => {
    const report = fromVitest(FAILED);
    expect(report.tally).toEqual({ passed: 4, failed: 2, skipped: 2 });
    expect(report.failures.map(nameOf)).toEqual(['/p/a.test.ts › a divides', '/p/b.test.ts']);
    expect(report.failures.map((failure) => failure.why)).toEqual([
      'expected 1 to be 2\n    at a.test.ts:3',
      'hook timed out',
    ]);
  });

  it('counts a failed test that the report does not list', () => {
    expect(fromVitest({ ...FAILED, numFailedTests: 3 }).tally.failed).toBe(4);
  });

  it('takes what failed twice as failed, and names what failed once', () => {
    const second = {
      ...FAILED,
      numPassedTests: 9,
      testResults: FAILED.testResults.slice(0, 1),
    };
    const both = withSecondTry(fromVitest(FAILED), fromVitest(second));
    expect(both.tally).toEqual({ passed: 5, failed: 1, skipped: 2 });
    expect(both.failures.map(nameOf)).toEqual(['/p/a.test.ts › a divides']);
    expect(both.flaky).toEqual(['/p/b.test.ts']);
  });

  it('reads Playwright: names what failed and what was flaky, and counts errors outside tests', () => {
    const report = fromPlaywright({
      stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: '\u001b[31msetup\u001b[39m' }],
      suites: [
        {
          specs: [{ file: 'x.spec.ts', title: 'passes', tests: [{ status: 'expected' }] }],
          suites: [
            {
              specs: [
                { file: 'x.spec.ts', title: 'stalls', tests: [{ status: 'flaky' }] },
                {
                  file: 'x.spec.ts',
                  title: 'breaks',
                  tests: [{ status: 'unexpected', results: [{ error: { message: 'no such button' } }] }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(report.tally).toEqual({ passed: 8, failed: 2, skipped: 2 });
    expect(report.failures).toEqual([
      { file: 'x.spec.ts', test: 'breaks', why: 'no such button' },
      { file: 'outside the tests', test: '', why: 'setup' },
    ]);
    expect(report.flaky).toEqual(['x.spec.ts › stalls']);
  });

  it('counts a check as one test', () => {
    expect(fromCheck('Types', 0).tally).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(fromCheck('Types', 2).failures).toEqual([
      { file: 'Types', test: '', why: 'ended with exit code 2' },
    ]);
  });

  it('refuses a report without counts instead of taking it for zero', () => {
    expect(() => fromVitest({})).toThrow('numPassedTests');
    expect(() => fromPlaywright({ stats: {} })).toThrow('expected');
  });
});
